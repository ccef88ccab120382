package dev.smsconfig.report;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The commands that people are told to type next: each runs as it is printed, apart from words in capitals.
 *
 * @param program how this program was started, for example {@code java -jar target/smsconfig.jar}
 * @param work the work folder, or null where it is the one that commands take by themselves
 */
public record NextCommand(String program, @Nullable Path work) {

    /** The namespace of signatures that approve a wave, which keeps one made for something else from counting. */
    public static final String SIGNATURE_NAMESPACE = "smsconfig-approval";

    /** The namespace of signatures on sealed plans. */
    public static final String PLAN_NAMESPACE = "smsconfig-plan";

    /** Goes on with a run. */
    public String resume(String runId) {
        return of("resume " + runId);
    }

    /**
     * Makes a run that saves what a plan showed.
     *
     * @param selection as one writes it on the command line; null for all tenants
     */
    public String apply(String configs, String environment, @Nullable String selection) {
        return of("apply" + (configs.equals("configs") ? "" : " --configs " + quoted(configs)) + " --env "
                + quoted(environment) + (selection == null ? "" : " " + selection));
    }

    /** Writes the reports of a run again. */
    public String reports(String runId) {
        return of("show " + runId + " --report DIR");
    }

    /** Approves a wave and goes on. */
    public String approve(String runId, String wave) {
        return of("resume " + runId + " --approve " + wave + " --by NAME --reason TEXT");
    }

    /** Signs a plan; what comes out goes with {@code --signature}. */
    public String sign(String planHash) {
        return "printf %s " + planHash + " | ssh-keygen -Y sign -n " + SIGNATURE_NAMESPACE + " -f KEY > approval.sig";
    }

    /**
     * Carries out a sealed plan.
     *
     * @param configs the config folder, or null where it is the one that commands take by themselves
     */
    public String carryOut(Path plan, @Nullable Path configs) {
        String folder = configs == null ? "" : " --configs " + quoted(configs.toString());
        return of("apply " + quoted(plan.toString()) + folder);
    }

    /** Signs a sealed plan; what comes out lies beside it. */
    public String signPlan(Path plan) {
        return "ssh-keygen -Y sign -n " + PLAN_NAMESPACE + " -f KEY " + quoted(plan.toString());
    }

    /**
     * Has another key sign the audit trail.
     *
     * @param lost whether the one before is gone
     */
    public String rotateAuditKey(boolean lost) {
        return of("audit key rotate" + (lost ? " --lost" : ""));
    }

    private String of(String arguments) {
        return program + " " + arguments + (work == null ? "" : " --work " + quoted(work.toString()));
    }

    /** As a shell takes it for one word. */
    public static String quoted(String text) {
        return text.matches("[A-Za-z0-9_./:+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
