package dev.smsconfig.source;

/** A broken rule whose place the caller knows. */
record Fault(Rule rule, String message) {}
