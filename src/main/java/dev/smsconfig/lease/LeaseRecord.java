package dev.smsconfig.lease;

import java.time.Instant;

/**
 * A lease that somebody has, as the database tells it, by its own time.
 *
 * @param scope what is held: the name of an environment, or a run
 * @param token one more each time it is given to somebody
 * @param ended whether it was not renewed in time
 */
public record LeaseRecord(
        String scope,
        long token,
        Claim claim,
        Instant acquiredAt,
        Instant renewedAt,
        Instant expiresAt,
        boolean ended) {

    /**
     * Who has it, and for what.
     *
     * @param command for example {@code apply}
     */
    public record Claim(String runId, String command, ProcessIdentity process) {}

    /** For people: the run, its process, since when and until when. */
    @Override
    public String toString() {
        return claim.command() + " " + claim.runId() + ", " + claim.process() + ", since " + acquiredAt
                + ", last heard of at " + renewedAt + ", its lease ends at " + expiresAt;
    }
}
