package dev.smsconfig.server;

/** What came of an attempt to save. Only reading back proves a save; {@link Saved} is the server's claim. */
public sealed interface SaveResult {

    /** 200 with a whole SmsConfig in the body. */
    record Saved() implements SaveResult {}

    /** Surely not applied: nothing was sent, or the server refused it. */
    record NotSaved(Failure failure) implements SaveResult {}

    /** May or may not have been applied: observe before any second save. */
    record Unclear(Failure failure) implements SaveResult {}
}
