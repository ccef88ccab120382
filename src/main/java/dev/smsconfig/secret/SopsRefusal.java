package dev.smsconfig.secret;

/**
 * Why a SOPS file does not give a value. The message continues "FILE does not resolve: " and holds nothing of the file
 * but names of keys.
 */
final class SopsRefusal extends Exception {

    private final String cause;
    private final boolean forProgram;

    private SopsRefusal(String cause, boolean forProgram) {
        super(cause, null, false, false);
        this.cause = cause;
        this.forProgram = forProgram;
    }

    /** The file is broken or changed, or does not have the value: nobody else may try it. */
    static SopsRefusal of(String cause) {
        return new SopsRefusal(cause, false);
    }

    /** The file may be sound, but only the sops program can open it. */
    static SopsRefusal forProgram(String cause) {
        return new SopsRefusal(cause, true);
    }

    String text() {
        return cause;
    }

    boolean isForProgram() {
        return forProgram;
    }
}
