package dev.smsconfig.source;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.events.DocumentStartEvent;

/** Refuses the lines that begin with {@code %}, but the one that names the version of YAML that is read. */
final class Directives {

    private static final Pattern VERSION = Pattern.compile("%YAML 1\\.2\\s*(?:#.*)?");

    private Directives() {}

    /** The parser's event holds no places, so the lines before the document are looked at. */
    static void refuse(String text, DocumentStartEvent start, FileProblems problems) {
        if (!start.getExplicit()) {
            return;
        }
        String[] lines = text.split("\n", start.getEndMark().getLine() + 2);
        for (int line = 0; line < lines.length - 1 && !lines[line].startsWith("---"); line++) {
            if (lines[line].startsWith("%") && !VERSION.matcher(lines[line]).matches()) {
                problems.error(
                        Rule.YAML_DIRECTIVE,
                        new Position(line + 1, 1),
                        "a YAML directive; delete this line, or write %YAML 1.2");
            }
        }
    }
}
