package dev.smsconfig.source;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * What to tell about text that is no YAML. The parser's own messages quote the file, so only their fixed beginnings are
 * used, to choose among ours.
 */
record SyntaxHint(Position at, String message) {

    /** @param fromContext whether the place to look at is where the parser began rather than where it gave up */
    private record Known(String problem, boolean fromContext, String message) {}

    private static final List<Known> KNOWN = List.of(
            new Known(
                    "mapping values are not allowed here",
                    false,
                    "a colon where none may be; quote the text that holds it, or correct the indentation"),
            new Known("found character '\\t", false, "a tab where none may be; indent with spaces"),
            new Known("found character", false, "a character that cannot begin unquoted text; quote the text"),
            new Known("could not find expected ':'", true, "a line without a colon; write 'name: value'"),
            new Known("found unexpected end of stream", true, "a quote that is not closed; close it on the same line"),
            new Known("found unexpected document separator", true, "a quote that is not closed before a '---' line"),
            new Known("found unknown escape character", false, "an unknown escape; in double quotes write \\\\ for \\"),
            new Known("expected ',' or '}'", true, "a brace that is not closed, or a comma that is missing in it"),
            new Known("expected ',' or ']'", true, "a bracket that is not closed, or a comma that is missing in it"),
            new Known(
                    "expected <block end>",
                    false,
                    "this does not belong here; check indentation, quotes and brackets"));

    static SyntaxHint of(MarkedYAMLException e) {
        String problem = e.getProblem() == null ? "" : e.getProblem();
        for (Known known : KNOWN) {
            if (problem.startsWith(known.problem())) {
                Mark first = known.fromContext() ? e.getContextMark() : e.getProblemMark();
                return new SyntaxHint(position(first, e), known.message());
            }
        }
        return new SyntaxHint(
                position(e.getProblemMark(), e), "not readable as YAML; check indentation, quotes and brackets here");
    }

    private static Position position(@Nullable Mark preferred, MarkedYAMLException e) {
        if (preferred != null) {
            return Position.of(preferred);
        }
        Mark other = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
        return other == null ? Position.START : Position.of(other);
    }
}
