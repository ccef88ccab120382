package dev.smsconfig.source;

import dev.smsconfig.plan.GuardSettings;
import dev.smsconfig.plan.GuardSettings.Unusual;
import dev.smsconfig.rollout.FreezeWindow;
import dev.smsconfig.state.ShareOrCount;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code guards}; what they do not say stays as it was before. */
final class GuardsReader {

    static final Schema GUARDS =
            Schema.of("maxChanged", "maxFields", "maxSameValue", "minTenants", "unusual", "freeze");

    private static final int MOST_FIELDS = 10_000;

    private final FileProblems problems;

    GuardsReader(FileProblems problems) {
        this.problems = problems;
    }

    /** @param before what holds for every key that is not written */
    GuardSettings settings(@Nullable Fields fields, GuardSettings before) {
        if (fields == null) {
            return before;
        }
        ShareOrCount maxChanged = share(fields, "maxChanged", Rule.GUARDS_MAX_CHANGED, before.maxChanged());
        Node maxFields = fields.optional("maxFields");
        Node unusual = fields.optional("unusual");
        Unusual chosen = unusual == null ? null : Scalars.choice(unusual, Unusual.values(), problems);
        return new GuardSettings(
                maxChanged == null ? before.maxChanged() : maxChanged,
                maxFields == null ? before.maxFields() : Scalars.integer(maxFields, 1, MOST_FIELDS, problems),
                share(fields, "maxSameValue", Rule.CONFIG_VALUE, before.maxSameValue()),
                share(fields, "minTenants", Rule.CONFIG_VALUE, before.minTenants()),
                chosen == null ? before.unusual() : chosen);
    }

    /** @param before what holds where no {@code freeze} is written; an empty one takes them away */
    List<FreezeWindow> freezes(@Nullable Fields fields, List<FreezeWindow> before) {
        Node node = fields == null ? null : fields.optional("freeze");
        return node == null ? before : new FreezeReader(problems).read(node);
    }

    private @Nullable ShareOrCount share(Fields fields, String name, Rule rule, @Nullable ShareOrCount before) {
        Node node = fields.optional(name);
        return node == null ? before : ShareReader.read(node, rule, problems);
    }
}
