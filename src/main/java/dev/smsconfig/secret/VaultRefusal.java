package dev.smsconfig.secret;

/** Why Vault does not give a value. The message continues "… does not resolve: " and holds nothing that Vault sent. */
final class VaultRefusal extends Exception {

    private final String cause;

    VaultRefusal(String cause) {
        super(cause, null, false, false);
        this.cause = cause;
    }

    String text() {
        return cause;
    }
}
