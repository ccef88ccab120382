package dev.smsconfig.report;

import dev.smsconfig.audit.PersonalCheck;
import dev.smsconfig.verification.Finding;
import dev.smsconfig.verification.Verification;
import java.util.ArrayList;
import java.util.List;

/** What came of verifying an audit trail, for people. */
public final class VerificationText {

    private static final int MOST_FINDINGS = 20;

    private VerificationText() {}

    public static List<String> lines(Verification verification) {
        List<String> lines = new ArrayList<>();
        lines.add(verdict(verification));
        List<Finding> findings = verification.findings();
        findings.stream().limit(MOST_FINDINGS).map(VerificationText::line).forEach(lines::add);
        if (findings.size() > MOST_FINDINGS) {
            lines.add("  and " + (findings.size() - MOST_FINDINGS) + " more; -o json has all");
        }
        String nothing = verification.nothingChecked();
        if (nothing != null) {
            lines.add("  " + nothing);
        }
        lines.add(vouched(verification));
        PersonalCheck.Result personal = verification.personal();
        if (personal != null && personal.erased() > 0) {
            lines.add(personal.erased() + " values that told of people were erased; " + personal.present()
                    + " are left, as they were committed to.");
        }
        return lines;
    }

    private static String verdict(Verification verification) {
        Finding main = verification.main();
        return verification.verdict()
                + (main == null ? "" : " " + main.fault() + ", first at event " + main.sequence())
                + ": " + verification.events() + " events read"
                + (verification.begin() > 0
                        ? ", from event " + verification.begin() + " on; those before are not in it"
                        : "")
                + ".";
    }

    private static String line(Finding finding) {
        return "  " + finding.fault() + (finding.fault().isWarning() ? " (warning)" : "") + ": "
                + Visible.text(finding.text());
    }

    private static String vouched(Verification verification) {
        long end = verification.begin() + verification.events();
        long after = Math.max(0, end - Math.max(verification.vouched(), verification.begin()));
        return verification.checkpoints() + " checkpoints hold and agree with it, " + verification.outside()
                + " of them kept outside of the repository; the newest vouches for the first "
                + verification.vouched() + " events"
                + (after == 0 ? "." : ", and only the chain for the " + after + " after them.")
                + (verification.outside() == 0 && verification.checkpoints() > 0
                        ? " Without one from outside, nobody can tell that the repository is not an older one."
                        : "");
    }
}
