package dev.smsconfig.server;

/**
 * What the last attempt gave.
 *
 * @param attempts how many attempts were made, at least 1
 */
public record Attempted<T>(T result, int attempts) {}
