package dev.smsconfig.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SQL that keeps whoever runs the job from changing or removing evidence in a PostgreSQL database.
 *
 * @param owner the role that is to own the tables
 * @param runtime the role that the job is to sign in as
 * @param schema where the tables are
 */
public record HardeningScript(String owner, String runtime, String schema) {

    /** PostgreSQL cuts longer names, and two that are cut could be the same. */
    public static final int NAME_BYTES = 63;

    private static final Pattern PLACE = Pattern.compile("@\\{([a-z-]+)\\}");

    /** @throws IllegalArgumentException where a name is none, or both roles are the same; the message may be shown */
    public HardeningScript {
        requireName("role", owner);
        requireName("role", runtime);
        requireName("schema", schema);
        if (owner.equals(runtime)) {
            throw new IllegalArgumentException("the owner and the role of the job have to be two roles");
        }
    }

    private static void requireName(String what, String name) {
        if (name.isEmpty()
                || name.getBytes(StandardCharsets.UTF_8).length > NAME_BYTES
                // Flyway puts the role's name between apostrophes as it is
                || name.chars().anyMatch(c -> Character.isISOControl(c) || c == '\'')
                || name.toLowerCase(Locale.ROOT).startsWith("pg_")) {
            throw new IllegalArgumentException("the name of a " + what + " has 1 to " + NAME_BYTES
                    + " bytes, no apostrophe or control character, and does not begin with pg_");
        }
    }

    /** The script, for psql or any other client that runs several statements. */
    public String text() {
        Map<String, String> values = Map.of(
                "owner", literal(owner),
                "runtime", literal(runtime),
                "schema", literal(schema),
                "owner-comment", owner,
                "runtime-comment", runtime);
        return PLACE.matcher(template()).replaceAll(place -> Matcher.quoteReplacement(value(values, place.group(1))));
    }

    private static String value(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("the template asks for " + name);
        }
        return value;
    }

    /** Names stand in it as texts only; the server makes identifiers of them. */
    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String template() {
        try (InputStream in = HardeningScript.class.getResourceAsStream("hardening.sql")) {
            if (in == null) {
                throw new IllegalStateException("the script is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
