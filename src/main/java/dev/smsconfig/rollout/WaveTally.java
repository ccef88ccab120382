package dev.smsconfig.rollout;

/**
 * How the tenants of a wave stand.
 *
 * @param toSave differ and are not saved yet
 * @param observed could be read, whatever came of them
 * @param verified are known to be what git says
 * @param failures spend the failure budget; a tenant that could not even be observed does not
 * @param leftOut were to be saved and were not begun
 */
public record WaveTally(int toSave, int observed, int verified, int failures, int leftOut) {

    public static final WaveTally NOTHING = new WaveTally(0, 0, 0, 0, 0);

    public WaveTally plus(WaveTally other) {
        return new WaveTally(
                toSave + other.toSave,
                observed + other.observed,
                verified + other.verified,
                failures + other.failures,
                leftOut + other.leftOut);
    }
}
