package dev.smsconfig.job;

import dev.smsconfig.audit.Run;

/**
 * A run that is about to start.
 *
 * @param id not used before
 * @param command {@code plan}, {@code drift} or {@code apply}
 * @param holder this process, as {@code host pid}
 */
public record NewRun(String id, String command, String environment, Run.Origin origin, String holder) {}
