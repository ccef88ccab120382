package dev.smsconfig.source;

import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.state.LabelSelector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code rollout} of a fleet. */
final class RolloutReader {

    static final Schema ROLLOUT = Schema.of("waves", "failureBudget");

    private static final Schema WAVE = Schema.of("name", "select").later("soak", "approval", "failureBudget");
    private static final Schema BUDGET = Schema.of("max", "percent");
    private static final int DEFAULT_PERCENT = 5;
    private static final int MOST_TENANTS = 1_000_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern SET_BASED = Pattern.compile("\\s(?:in|notin)\\s*\\(|!");

    private final FileProblems problems;

    RolloutReader(FileProblems problems) {
        this.problems = problems;
    }

    /** @param fields the rollout, or null where the fleet has none and everything is saved in one wave */
    Rollout read(@Nullable Fields fields) {
        Node waves = fields == null ? null : fields.optional("waves");
        Fields budget = fields == null ? null : fields.optionalMapping("failureBudget", BUDGET);
        Rollout atOnce = Rollout.atOnce(budget(budget));
        List<Wave> read = waves == null ? atOnce.waves() : waves(waves);
        // a list that was found wrong makes no rollout, and no fleet
        return problems.hasErrors() ? atOnce : new Rollout(read, atOnce.failureBudget());
    }

    private List<Wave> waves(Node node) {
        List<Wave> waves = new ArrayList<>();
        List<Node> items = Fields.list(node, problems);
        if (items == null) {
            return waves;
        }
        if (items.isEmpty()) {
            problems.error(
                    Rule.ROLLOUT_WAVES, node.at(), "no wave; add one such as '- { name: all }', or remove 'waves'");
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Fields fields = Fields.fields(items.get(i), WAVE, problems);
            Wave wave = fields == null ? null : wave(fields, i == items.size() - 1, names);
            if (wave != null) {
                waves.add(wave);
            }
        }
        return waves;
    }

    private @Nullable Wave wave(Fields fields, boolean last, Set<String> names) {
        String name = name(fields, names);
        Node select = fields.optional("select");
        LabelSelector selector = select == null ? LabelSelector.everything() : selector(select);
        if (last && select != null) {
            problems.error(
                    Rule.ROLLOUT_NO_REST,
                    select.at(),
                    "the last wave must take everything that is left; remove its 'select', or add a wave after it");
        } else if (!last && select == null) {
            problems.error(
                    Rule.ROLLOUT_NO_REST,
                    fields.at(),
                    "a wave without 'select' takes everything that is left; make it the last, or add a 'select'");
        }
        return name == null || selector == null ? null : Wave.of(name, selector);
    }

    private @Nullable String name(Fields fields, Set<String> names) {
        Node node = fields.required("name");
        String name = node == null ? null : Scalars.string(node, problems);
        if (node == null || name == null) {
            return null;
        }
        if (!NAME.matcher(name).matches()) {
            problems.error(
                    Rule.ROLLOUT_WAVES,
                    node.at(),
                    "not a name for a wave; write 1 to 40 lower-case letters, digits or '-'");
        } else if (!names.add(name)) {
            problems.error(Rule.ROLLOUT_WAVES, node.at(), "another wave has this name; give each its own");
        }
        return name;
    }

    private @Nullable LabelSelector selector(Node node) {
        String expression = Scalars.string(node, problems);
        if (expression == null) {
            return null;
        }
        try {
            return LabelSelector.parse(expression);
        } catch (IllegalArgumentException e) {
            Rule rule = SET_BASED.matcher(expression).find() ? Rule.CONFIG_NOT_YET_SUPPORTED : Rule.ROLLOUT_SELECT;
            problems.error(rule, node.at(), "in 'select' " + Values.messageOf(e));
            return null;
        }
    }

    private FailureBudget budget(@Nullable Fields fields) {
        Node max = fields == null ? null : fields.optional("max");
        Node percent = fields == null ? null : fields.optional("percent");
        Integer percentValue = percent == null ? null : Scalars.integer(percent, 0, 100, problems);
        return new FailureBudget(
                max == null ? null : Scalars.integer(max, 1, MOST_TENANTS, problems),
                percentValue == null ? DEFAULT_PERCENT : percentValue);
    }
}
