package dev.smsconfig.rollout;

import dev.smsconfig.state.LabelSelector;

/**
 * Tenants that are saved together, after all of the waves before.
 *
 * @param name names it in plans, reports and gates
 * @param selector which of the tenants not yet matched belong to it
 */
public record Wave(String name, LabelSelector selector) {}
