package dev.smsconfig.source;

import dev.smsconfig.source.Node.Entry;
import dev.smsconfig.source.Node.Mapping;
import org.jspecify.annotations.Nullable;

/** The two fields that say what a file is. */
final class Header {

    private static final String VERSION = "smsconfig/v1";

    private Header() {}

    /** False where the file is for another reader, so that looking at its other fields would only mislead. */
    static boolean admits(Mapping root, String kind, FileProblems problems) {
        boolean version = check(root, "apiVersion", VERSION, Rule.CONFIG_VERSION, problems);
        return check(root, "kind", kind, Rule.CONFIG_KIND, problems) && version;
    }

    private static boolean check(Mapping root, String name, String expected, Rule rule, FileProblems problems) {
        Entry entry = root.entries().get(name);
        if (entry == null) {
            problems.error(
                    Rule.CONFIG_MISSING,
                    root.at(),
                    "'" + name + "' is missing here; add '" + name + ": " + expected + "'");
            return true;
        }
        @Nullable String value = Scalars.string(entry.value(), problems);
        if (value == null || value.equals(expected)) {
            return true;
        }
        problems.error(rule, entry.value().at(), "not what this file has to be; write " + name + ": " + expected);
        return false;
    }
}
