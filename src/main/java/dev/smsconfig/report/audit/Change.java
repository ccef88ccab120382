package dev.smsconfig.report.audit;

import dev.smsconfig.audit.PeriodLedger.SavedTenant;
import dev.smsconfig.audit.TrailEvent;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.state.Provenance;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One field of one tenant that a save was to change.
 *
 * @param id tells the event of its outcome, and its place in it
 * @param intent the last one before the outcome
 */
record Change(
        String id,
        RunStory run,
        SavedTenant tenant,
        FieldChange field,
        TrailEvent intent,
        TrailEvent outcome) {

    // 6 parameters: which change of which run and tenant, and the two events that prove it

    /** Of trackers as most are: ABC-123, or #123. */
    private static final Pattern TICKET = Pattern.compile("\\b[A-Z][A-Z0-9]{1,9}-\\d{1,7}\\b|(?<![\\w&])#\\d{1,7}\\b");

    enum Type {
        CREATE,
        UPDATE,
        DELETE,
        ROTATE,
        DRIFT_CORRECT;

        /** As reports write it. */
        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What is known of whether the server has it. */
    enum ReadBack {
        YES,
        /** The server does not show it. */
        MASKED,
        /** It holds something else. */
        DIFFERS,
        NO
    }

    Type type() {
        if (field.cause() == Cause.DRIFT) {
            return Type.DRIFT_CORRECT;
        }
        if (field.from() == null) {
            return Type.CREATE;
        }
        if (field.to() == null) {
            return Type.DELETE;
        }
        return field.sensitive() ? Type.ROTATE : Type.UPDATE;
    }

    String result() {
        String result = outcome.text("outcome");
        return result == null ? "" : result;
    }

    /** Whether the server took it. */
    boolean isApplied() {
        return result().equals("CONVERGED") || result().equals("DIVERGED");
    }

    ReadBack readBack() {
        return switch (result()) {
            case "CONVERGED" -> outcome.texts("unverifiable").contains(field.field()) ? ReadBack.MASKED : ReadBack.YES;
            case "DIVERGED" ->
                outcome.changes().stream().anyMatch(left -> left.field().equals(field.field()))
                        ? ReadBack.DIFFERS
                        : ReadBack.YES;
            default -> ReadBack.NO;
        };
    }

    @Nullable
    Provenance commit() {
        return run.commit(tenant.commit());
    }

    Approver approver() {
        Approver wave = run.approval(tenant.wave());
        return wave == null ? Approver.ofMessage(commit()) : wave;
    }

    /** Why it was made, in the words of the commit, or of the field for what was changed on the server. */
    String reason() {
        Provenance commit = commit();
        String subject = commit == null ? "no commit is known" : commit.subject();
        return field.cause() == Cause.DRIFT ? "changed on the server, not in git; git says: " + subject : subject;
    }

    @Nullable
    String ticket() {
        Provenance commit = commit();
        Matcher found = TICKET.matcher(commit == null ? "" : commit.subject());
        return found.find() ? found.group() : null;
    }

    /** How long it took is told by these: the numbers of both events. */
    long intentEvent() {
        return intent.seq();
    }
}
