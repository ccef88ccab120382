package dev.smsconfig.sample;

/**
 * A name and password that the server accepts for every tenant onsite.
 *
 * @param username not empty, without {@code :} (Basic authentication ends the name there)
 * @param password any text
 */
public record Credentials(String username, String password) {

    /** What {@code sample-server} announces (CLI.md). */
    public static final Credentials SAMPLE = new Credentials("sample", "sample");

    /** @throws IllegalArgumentException where the name is empty or holds {@code :} */
    public Credentials {
        if (username.isEmpty() || username.contains(":")) {
            throw new IllegalArgumentException("a user name is not empty and has no ':'");
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Credentials[" + username + ", ***]";
    }
}
