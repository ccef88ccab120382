package dev.smsconfig.report;

import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Provenance.Approval;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Provenance.Person;
import dev.smsconfig.state.Provenance.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who stands behind a run's commit, for people; all of it is foreign text. */
final class ProvenanceText {

    private ProvenanceText() {}

    static List<String> lines(Provenance provenance) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + Visible.quoted(provenance.subject()) + " by " + person(provenance.author()));
        if (!provenance.committer().equals(provenance.author())) {
            lines.add("  committed by " + person(provenance.committer()));
        }
        lines.add("  signature " + signature(provenance.signature()));
        for (Approval approval : provenance.approvals()) {
            lines.add("  " + Visible.text(approval.trailer()) + ": " + Visible.text(approval.by()) + " ("
                    + approval.state().name().toLowerCase(Locale.ROOT) + ")");
        }
        return lines;
    }

    private static String person(Person person) {
        return Visible.text(person.name() + " <" + person.email() + ">") + ", " + person.time();
    }

    private static String signature(Signature signature) {
        String text = signature.state() == Evidence.VERIFIED
                ? "VERIFIED: " + signature.signer()
                : signature.state().name();
        String key = signature.key();
        String note = signature.note();
        return Visible.text(text + (key == null ? "" : ", key " + key) + (note == null ? "" : " (" + note + ")"));
    }
}
