package dev.smsconfig.git;

import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Provenance.Approval;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Person;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** Reads who stands behind a commit. */
final class ProvenanceReader {

    private static final Set<String> APPROVALS = Set.of("reviewed-by", "approved-by", "signed-off-by");
    /** A message may be as long as its author likes; what is recorded is not. */
    private static final int LONGEST_TEXT = 300;

    private static final int MOST_APPROVALS = 50;

    private ProvenanceReader() {}

    static Provenance read(RevCommit commit, SignatureCheck signature) {
        List<Approval> approvals = commit.getFooterLines().stream()
                .filter(line -> APPROVALS.contains(line.getKey().toLowerCase(Locale.ROOT)))
                .limit(MOST_APPROVALS)
                .map(line -> new Approval(line.getKey(), shortened(line.getValue()), Evidence.CLAIMED))
                .toList();
        return new Provenance(
                commit.name(),
                commit.getTree().name(),
                person(commit.getAuthorIdent()),
                person(commit.getCommitterIdent()),
                shortened(commit.getShortMessage()),
                signature.of(commit),
                approvals);
    }

    static Person person(@Nullable PersonIdent ident) {
        return ident == null
                ? new Person("", "", Instant.EPOCH)
                : new Person(shortened(ident.getName()), shortened(ident.getEmailAddress()), ident.getWhenAsInstant());
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
    }
}
