package dev.smsconfig.audit;

/**
 * How many tenants of a run had differences of some kind; a tenant may count in several.
 *
 * @param drifted the server had moved, whatever was done about it
 * @param reported it was told and left as it is on the server
 * @param accepted somebody answers for it
 */
public record Differences(int drifted, int reported, int accepted) {

    public static final Differences NONE = new Differences(0, 0, 0);
}
