package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.state.TenantId;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** What became of each tenant of an export, told as it becomes known. */
final class ExportEndings {

    private enum Ending {
        WRITTEN,
        LEFT_ALONE,
        FAILED
    }

    private final Map<TenantId, Ending> endings = new TreeMap<>();
    private final PrintStream out;

    ExportEndings(PrintStream out) {
        this.out = out;
    }

    void written(TenantId tenant) {
        endings.put(tenant, Ending.WRITTEN);
    }

    void leftAlone(TenantId tenant, String why) {
        endings.put(tenant, Ending.LEFT_ALONE);
        tell(tenant, why);
    }

    void failed(TenantId tenant, String why) {
        endings.put(tenant, Ending.FAILED);
        tell(tenant, why);
    }

    /** Something about a tenant that decides nothing. */
    void tell(TenantId tenant, String what) {
        out.println(tenant + ": " + what);
    }

    /** @param asked how many tenants the command was about; fewer endings mean that it was stopped */
    String summary(int asked) {
        return "Export: " + count(Ending.WRITTEN) + " written, " + count(Ending.LEFT_ALONE) + " left alone, "
                + count(Ending.FAILED) + " failed"
                + (endings.size() < asked ? ", " + (asked - endings.size()) + " not asked." : ".");
    }

    ExitCode code(int asked) {
        return endings.size() < asked ? ExitCode.STOPPED : count(Ending.FAILED) > 0 ? ExitCode.PARTIAL : ExitCode.DONE;
    }

    private int count(Ending ending) {
        return (int) endings.values().stream().filter(ending::equals).count();
    }
}
