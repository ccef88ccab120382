package dev.smsconfig.audit;

/**
 * Where the trail ends, as its head row says.
 *
 * @param nextSeq how many events there were ever
 * @param entry the hash of the last one
 */
public record TrailHead(long nextSeq, byte[] entry) {}
