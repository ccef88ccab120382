package dev.smsconfig.audit;

/** A range of a run's inventory, both ends included; empty where {@code last} is below {@code first}. */
public record SeqRange(int first, int last) {

    public static final SeqRange ALL = new SeqRange(0, Integer.MAX_VALUE);
}
