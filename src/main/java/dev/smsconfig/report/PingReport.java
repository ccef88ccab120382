package dev.smsconfig.report;

import dev.smsconfig.server.TenantStatus;
import java.util.List;

/**
 * How the servers of an environment's tenants stand.
 *
 * @param inventory how many tenants there are
 * @param statuses of those that were asked, in the order of the inventory; fewer where a stop was requested
 */
public record PingReport(String environment, int inventory, List<TenantStatus> statuses) {

    public PingReport {
        statuses = List.copyOf(statuses);
    }

    int troubled() {
        return (int) statuses.stream().filter(TenantStatus::isTrouble).count();
    }

    /** 5 where it was stopped, 4 where a tenant could not be reached or the credential does not work, else 0. */
    public ExitCode exitCode() {
        if (statuses.size() < inventory) {
            return ExitCode.STOPPED;
        }
        return troubled() > 0 ? ExitCode.PARTIAL : ExitCode.DONE;
    }
}
