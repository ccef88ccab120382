package dev.smsconfig.report;

import dev.smsconfig.audit.RunMoment;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What happened to a run as a whole, told in its order: executions, guards, waves, approvals. */
public final class StoryText {

    private StoryText() {}

    public static List<String> lines(List<RunMoment> moments) {
        return moments.stream()
                // for auditors: there are many, and they tell nothing of how the run went
                .filter(moment -> !moment.type().equals("SECRET_ACCESS"))
                .map(moment -> RolloutText.seconds(moment.at()) + "  " + Visible.text(sentence(moment)))
                .toList();
    }

    private static String sentence(RunMoment moment) {
        return switch (moment.type()) {
            case "RUN_STARTED" ->
                "started by " + word(moment, "holder") + " with " + word(moment, "tenants")
                        + ("1".equals(moment.text("tenants")) ? " tenant" : " tenants")
                        + with(moment, "plan", ", carrying out the sealed plan ")
                        + with(moment, "undoes", ", rolling back run ")
                        + with(moment, "yieldsTo", ", leaving waves to rollout ");
            case "RUN_RESUMED" -> "resumed by " + word(moment, "holder");
            case "RUN_INTERRUPTED" -> "interrupted: " + word(moment, "evidence");
            case "GUARD" ->
                "guard " + word(moment, "guard")
                        + ("true".equals(moment.text("permitted")) ? " permitted it" : " refused it")
                        + with(moment, "changed", ": ") + with(moment, "inventory", " of ");
            case "WAVE" -> wave(moment);
            case "WAVE_PROBED" ->
                "wave " + word(moment, "wave") + " observed again: " + word(moment, "verified") + " as verified, "
                        + word(moment, "moved") + " moved, " + word(moment, "unread") + " not readable";
            case "APPROVED" ->
                "wave " + word(moment, "wave") + " approved by " + word(moment, "by") + ": "
                        + word(moment, "reason") + " ("
                        + word(moment, "evidence").toLowerCase(Locale.ROOT)
                        + with(moment, "signer", ", signed by ") + ")";
            case "RUN_SUPERSEDED" ->
                moment.text("by") == null
                        ? "supersedes run " + word(moment, "supersedes")
                        : "superseded by run " + word(moment, "by");
            case "RUN_STOPPED" -> "asked to stop";
            case "GUARD_OVERRIDDEN" ->
                "guard " + word(moment, "guard") + " overridden by " + word(moment, "by") + ": "
                        + word(moment, "reason");
            case "ROLLED_BACK" ->
                moment.text("by") == null
                        ? "begins to take back what run " + word(moment, "undoes") + " saved"
                        : "what it saved is being taken back by run " + word(moment, "by");
            case "RUN_SEALED" -> "sealed " + word(moment, "status") + with(moment, "message", ": ");
            default -> moment.type().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static String wave(RunMoment moment) {
        String name = "wave " + word(moment, "wave");
        return switch (word(moment, "state")) {
            case "AWAITING_APPROVAL" -> name + " waits for approval";
            case "SAVING" -> name + " began";
            case "SOAKING" -> name + " is saved, and soaks" + with(moment, "soakUntil", " until ");
            case "PASSED" -> name + " passed its gate" + with(moment, "message", ": ");
            case "STOPPED" -> name + " was stopped" + with(moment, "message", ": ");
            default -> name + " " + word(moment, "state");
        };
    }

    private static String word(RunMoment moment, String name) {
        return Objects.requireNonNullElse(moment.text(name), "?");
    }

    private static String with(RunMoment moment, String name, String before) {
        @Nullable String text = moment.text(name);
        return text == null ? "" : before + text;
    }
}
