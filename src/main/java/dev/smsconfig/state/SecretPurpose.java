package dev.smsconfig.state;

/** What a secret is read for. */
public enum SecretPurpose {
    /** To find out whether a server holds it. */
    COMPARE,
    /** To be saved on a server. */
    SAVE,
    SIGN_IN,
    /** To sign what an installation says. */
    SIGNING_KEY,
    /** To make fingerprints of other secrets. */
    FINGERPRINT_KEY,
    /** The password of the job repository. */
    REPOSITORY
}
