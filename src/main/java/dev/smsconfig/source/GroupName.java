package dev.smsconfig.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A group as a list of {@code groups} names it. */
record GroupName(String name, Position at) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    /** Lower case only, so that no two names differ by what some file systems do not see. */
    static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }

    /** The names of the field {@code groups}, each once; null where the list has problems, which are then reported. */
    static @Nullable List<GroupName> list(Fields metadata, FileProblems problems) {
        Node node = metadata.optional("groups");
        List<Node> items = node == null ? List.of() : Fields.list(node, problems);
        if (items == null) {
            return null;
        }
        Map<String, GroupName> names = new LinkedHashMap<>();
        boolean whole = true;
        for (Node item : items) {
            String name = Scalars.string(item, problems);
            if (name == null) {
                whole = false;
                continue;
            }
            GroupName first = names.putIfAbsent(name, new GroupName(name, item.at()));
            if (first != null) {
                problems.error(
                        Rule.GROUP_TWICE,
                        item.at(),
                        "this group is in the list already, at " + first.at().text() + "; keep one of the two");
            }
        }
        return whole ? new ArrayList<>(names.values()) : null;
    }
}
