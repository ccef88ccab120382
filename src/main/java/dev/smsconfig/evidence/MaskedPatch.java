package dev.smsconfig.evidence;

import dev.smsconfig.git.CommitChange;
import dev.smsconfig.git.CommitChange.ChangedFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a commit changed for one tenant, without a secret: its own file and the layers below it.
 *
 * @param origin the tenant's file in the config folder, or null where that is not known
 */
record MaskedPatch(CommitChange change, @Nullable String origin) {

    String text(String commit) throws IOException {
        StringBuilder text =
                new StringBuilder("# Commit " + commit + " against its first parent: the tenant's own file,"
                        + " groups and fleet.yaml.\n# Values that may be secret, and comments, are shown as "
                        + MaskedYaml.MASK + ".\n");
        List<String> inDoubt = new ArrayList<>();
        int others = 0;
        for (ChangedFile file : change.files()) {
            if (!concerns(file.path())) {
                others++;
                continue;
            }
            Optional<String> patch = file.patch(MaskedYaml::lines);
            patch.ifPresent(text::append);
            if (patch.isEmpty()) {
                inDoubt.add(file.path());
            }
        }
        for (String file : inDoubt) {
            text.append("# ")
                    .append(printable(file))
                    .append(" was changed too; it is left out, since nobody can say for sure which of its text is"
                            + " secret.\n");
        }
        if (others > 0) {
            text.append("# ")
                    .append(others)
                    .append(others == 1 ? " other file" : " other files")
                    .append(" of the config folder, of other tenants or with secrets, changed too.\n");
        }
        return text.toString();
    }

    private boolean concerns(String path) {
        return path.equals(origin)
                || path.equals("fleet.yaml")
                || (path.startsWith("groups/") && path.endsWith(".yaml"));
    }

    private static String printable(String path) {
        return path.replaceAll("\\p{Cntrl}", "?");
    }
}
