package dev.smsconfig.plan;

/** What is done about a difference. */
public enum Treatment {
    /** The server is made what git says. */
    HEAL,
    /** The drift policy wants it told, and the server keeps what it has. */
    REPORT,
    /** Somebody answers for it until a day: the server keeps what it has. */
    ACCEPT,
    /** The tenant fails, and nothing of it is saved. */
    FAIL;

    /** Whether the server keeps what it has in this field. */
    public boolean leaves() {
        return this == REPORT || this == ACCEPT;
    }
}
