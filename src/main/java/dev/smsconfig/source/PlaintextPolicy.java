package dev.smsconfig.source;

/** What a literal in a sensitive field is: the fleet's {@code secrets.plaintext}. */
public enum PlaintextPolicy {
    ALLOW,
    WARN,
    DENY
}
