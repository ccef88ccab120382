package dev.smsconfig.source;

import org.jspecify.annotations.Nullable;

/** Reads texts for people, which have to say something. */
final class Texts {

    private Texts() {}

    static @Nullable String required(Fields fields, String name, FileProblems problems) {
        Node node = fields.required(name);
        String text = node == null ? null : Scalars.string(node, problems);
        if (node != null && text != null && text.isBlank()) {
            problems.error(Rule.CONFIG_VALUE, node.at(), "an empty text; say what the next reader needs to know");
            return null;
        }
        return text;
    }
}
