package dev.smsconfig.sample.login;

/** What is wrong with the JWTs that an app gets, so that a client can prove that it refuses them. */
public enum JwtFault {
    NONE("none"),
    /** Its {@code exp} has passed. */
    EXPIRED("expired"),
    /** {@code aud} is another installation's. */
    WRONG_AUDIENCE("wrongAudience"),
    /** {@code iss} is not SuperOffice. */
    WRONG_ISSUER("wrongIssuer"),
    /** It is signed by a key, and names a {@code kid}, that the key set does not hold. */
    UNKNOWN_KEY("unknownKey"),
    /** It names the right {@code kid} and is signed by another key. */
    BAD_SIGNATURE("badSignature"),
    /** {@code alg} is {@code none}. */
    UNSIGNED("unsigned"),
    /** All is well signed, and the tenant in {@code ctx} is another one. */
    OTHER_TENANT("otherTenant");

    private final String configName;

    JwtFault(String configName) {
        this.configName = configName;
    }

    /** As a scenario file spells it. */
    public String configName() {
        return configName;
    }
}
