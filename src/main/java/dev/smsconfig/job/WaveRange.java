package dev.smsconfig.job;

import dev.smsconfig.audit.SeqRange;

/**
 * A wave that has tenants.
 *
 * @param index its place among the waves of the rollout, from 0
 * @param range the part of the inventory that it is
 */
record WaveRange(int index, String name, SeqRange range) {}
