package dev.smsconfig.source;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code audit} of a fleet: where its evidence goes, and under which name. */
final class AuditReader {

    static final Schema AUDIT = Schema.of("checkpoints", "branch", "origin");

    private static final Pattern FOLDER = Pattern.compile("(?:/|[A-Za-z]:[\\\\/]).{0,1000}");
    private static final Pattern BRANCH = Pattern.compile("(?=.{1,100}$)[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*");
    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9._/-]{1,200}");

    private final FileProblems problems;

    AuditReader(FileProblems problems) {
        this.problems = problems;
    }

    Fleet.Audit read(@Nullable Fields audit) {
        if (audit == null) {
            return Fleet.Audit.NONE;
        }
        String checkpoints = text(
                audit.optional("checkpoints"),
                FOLDER,
                "write the whole path of a folder, /srv/evidence/checkpoints for example: one inside of"
                        + " the config folder would be part of what it vouches for");
        Node branch = audit.optional("branch");
        if (branch != null && checkpoints != null) {
            problems.error(
                    Rule.CONFIG_VALUE, branch.at(), "checkpoints go to a folder or to a branch: name one of both");
        }
        return new Fleet.Audit(
                checkpoints,
                text(branch, BRANCH, "write the name of a branch that has nothing else, audit/checkpoints for example"),
                text(
                        audit.optional("origin"),
                        ORIGIN,
                        "write a name such as crm.example.com/sms: letters, digits and . _ / -"));
    }

    private @Nullable String text(@Nullable Node node, Pattern form, String otherwise) {
        String text = node == null ? null : Scalars.string(node, problems);
        if (node == null || text == null) {
            return null;
        }
        if (!form.matcher(text).matches()) {
            problems.error(Rule.CONFIG_VALUE, node.at(), otherwise);
            return null;
        }
        return text;
    }
}
