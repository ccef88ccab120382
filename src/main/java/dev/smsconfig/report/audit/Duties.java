package dev.smsconfig.report.audit;

import dev.smsconfig.state.Provenance.Evidence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who wrote, who approved and who ran what: the same person must not be two of them. */
final class Duties {

    /**
     * @param trust what the approval is worth
     * @param violation what is against the separation, or empty
     */
    record Cell(
            String author, String approver, Evidence trust, String runner, int commits, int changes, String violation) {

        // 7 parameters: a row of the matrix
    }

    private Duties() {}

    static List<Cell> matrix(List<Change> changes) {
        Map<String, List<Change>> byPeople = new TreeMap<>();
        for (Change change : changes) {
            Approver approver = change.approver();
            byPeople.computeIfAbsent(
                            String.join(
                                    "\n",
                                    People.author(change.commit()),
                                    name(approver),
                                    approver.evidence().name(),
                                    change.run().runner()),
                            people -> new ArrayList<>())
                    .add(change);
        }
        return byPeople.values().stream().map(Duties::cell).toList();
    }

    private static Cell cell(List<Change> changes) {
        Change one = changes.get(0);
        Set<String> commits = new HashSet<>();
        changes.forEach(change -> {
            if (change.commit() != null) {
                commits.add(change.commit().commit());
            }
        });
        return new Cell(
                People.author(one.commit()),
                name(one.approver()),
                one.approver().evidence(),
                one.run().runner(),
                commits.size(),
                changes.size(),
                isSelfApproved(one) ? "the author approved it" : "");
    }

    static String name(Approver approver) {
        return approver.name() == null
                ? approver.evidence() == Evidence.ABSENT ? "" : People.ERASED
                : approver.name();
    }

    static boolean isSelfApproved(Change change) {
        return People.isAuthor(change.approver().name(), change.commit());
    }
}
