package dev.smsconfig.verification;

/**
 * Something that is wrong with a trail.
 *
 * @param sequence the first event that it is about; for a rewritten or forked trail, the first that no checkpoint
 *     vouches for
 * @param text for people; holds nothing of the trail but names, numbers and ids
 */
public record Finding(Fault fault, long sequence, String text) {}
