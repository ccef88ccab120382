package dev.smsconfig.source;

import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Gate;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.ShareOrCount;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a {@code rollout}. */
final class RolloutReader {

    static final Schema ROLLOUT = Schema.of("waves", "failureBudget");

    private static final Schema WAVE = Schema.of("name", "select", "portion", "soak", "approval", "failureBudget");
    private static final Schema BUDGET = Schema.of("max", "percent");
    private static final int DEFAULT_PERCENT = 5;
    private static final int NO_LIMIT = 100;
    private static final int MOST_TENANTS = 1_000_000;
    private static final Duration LONGEST_SOAK = Duration.ofDays(30);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private final FileProblems problems;

    RolloutReader(FileProblems problems) {
        this.problems = problems;
    }

    /** Whether somebody has to approve a wave. */
    private enum Approval {
        NONE,
        REQUIRED
    }

    /** What a fleet has that says nothing about it: everything in one wave. */
    static Rollout standard() {
        return Rollout.atOnce(new FailureBudget(null, DEFAULT_PERCENT));
    }

    Rollout read(Fields fields) {
        Node waves = fields.optional("waves");
        Fields budget = fields.optionalMapping("failureBudget", BUDGET);
        Rollout atOnce = budget == null ? standard() : Rollout.atOnce(budget(budget, DEFAULT_PERCENT));
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
        checkRest(fields, last);
        Node select = fields.optional("select");
        LabelSelector selector = select == null ? LabelSelector.everything() : selector(select);
        Node part = fields.optional("portion");
        ShareOrCount portion = part == null ? null : portion(part);
        Gate gate = gate(fields);
        Fields budget = fields.optionalMapping("failureBudget", BUDGET);
        FailureBudget own = budget == null ? null : ownBudget(budget);
        return name == null || selector == null ? null : new Wave(name, selector, portion, gate, own);
    }

    /** Each tenant has one wave: the last takes what is left, and no other does. */
    private void checkRest(Fields fields, boolean last) {
        if (!last && !fields.has("select") && !fields.has("portion")) {
            problems.error(
                    Rule.ROLLOUT_NO_REST,
                    fields.at(),
                    "a wave without 'select' and 'portion' takes everything that is left; make it the last, or add"
                            + " one of them");
        }
        for (String name : List.of("select", "portion")) {
            Node node = fields.optional(name);
            if (last && node != null) {
                problems.error(
                        Rule.ROLLOUT_NO_REST,
                        node.at(),
                        "the last wave must take everything that is left; remove its '" + name
                                + "', or add a wave after it");
            }
        }
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
            problems.error(Rule.ROLLOUT_SELECT, node.at(), "in 'select' " + Values.messageOf(e));
            return null;
        }
    }

    private @Nullable ShareOrCount portion(Node node) {
        ShareOrCount portion = ShareReader.read(node, Rule.CONFIG_VALUE, problems);
        if (portion != null && portion.value() == 0) {
            problems.error(Rule.CONFIG_VALUE, node.at(), "a wave of nothing; write more than 0, or remove the wave");
            return null;
        }
        return portion;
    }

    private Gate gate(Fields fields) {
        Node node = fields.optional("soak");
        Duration soak = node == null ? null : DurationReader.read(node, LONGEST_SOAK, problems);
        Node approval = fields.optional("approval");
        Approval chosen = approval == null ? null : Scalars.choice(approval, Approval.values(), problems);
        return new Gate(soak == null ? Duration.ZERO : soak, chosen == Approval.REQUIRED);
    }

    /** A wave's own counts by what it says alone: 5 % of a wave of four would be its first failure. */
    private FailureBudget ownBudget(Fields fields) {
        if (fields.isEmpty()) {
            problems.error(Rule.CONFIG_MISSING, fields.at(), "says nothing; add 'max' or 'percent', or remove it");
        }
        return budget(fields, NO_LIMIT);
    }

    private FailureBudget budget(Fields fields, int percentOtherwise) {
        Node max = fields.optional("max");
        Node percent = fields.optional("percent");
        Integer percentValue = percent == null ? null : Scalars.integer(percent, 0, 100, problems);
        return new FailureBudget(
                max == null ? null : Scalars.integer(max, 1, MOST_TENANTS, problems),
                percentValue == null ? percentOtherwise : percentValue);
    }
}
