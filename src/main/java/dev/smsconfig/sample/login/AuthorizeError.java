package dev.smsconfig.sample.login;

/** What stands between an app and a tenant: AuthorizeErrorCode of SuperOffice's troubleshooting page (SuperOffice documentation, authentication and tenant status). */
public enum AuthorizeError {
    NO_ERROR(0, "NoError"),
    REVOKED(1, "Revoked"),
    INVALID_REDIRECT_URL(2, "InvalidRedirectUrl"),
    EXPIRED(3, "Expired"),
    DENIED(4, "Denied"),
    NEEDS_REAPPROVAL(5, "NeedsReapproval"),
    INVALID_TIMESTAMP(6, "InvalidTimestamp"),
    INVALID_SIGNATURE(7, "InvalidSignature");

    private final int code;
    private final String wireName;

    AuthorizeError(int code, String wireName) {
        this.code = code;
        this.wireName = wireName;
    }

    public int code() {
        return code;
    }

    /** As the page spells it. */
    public String wireName() {
        return wireName;
    }
}
