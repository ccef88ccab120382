package dev.smsconfig.source;

import dev.smsconfig.state.Rate;
import dev.smsconfig.state.Value;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a fleet's tenants live. */
public sealed interface Environment {

    /** The text that stands for the tenant's id in an address. */
    String TENANT = "{tenant}";

    String name();

    /** What has to hold before something is saved. */
    Saving saving();

    /** The server inside this program, for samples and first steps. */
    record Embedded(String name, Saving saving) implements Environment {}

    /**
     * Tenants reached over their WebAPI; each component is a part of the environment in the file.
     */
    record WebApi(String name, Place place, Network network, Auth auth, Wire wire, Saving saving)
            implements Environment {

        /** Whether http, loopback and private addresses are admitted. */
        public boolean insecure() {
            return network.insecure();
        }
    }

    /**
     * How servers are reached.
     *
     * @param insecure whether http, loopback and private addresses are admitted
     * @param rate how often one host is asked, or null where nothing is said
     * @param caFile the PEM file with the authorities that are trusted, and no others; from the config folder; or null
     *     for those of the JDK
     * @param proxy an HTTP proxy that every connection goes through, or null
     */
    record Network(
            boolean insecure,
            @Nullable Rate rate,
            @Nullable String caFile,
            @Nullable Proxy proxy) {

        /** Straight, to public addresses, as often as the run likes. */
        public static final Network DIRECT = new Network(false, null, null, null);
    }

    /**
     * An HTTP proxy.
     *
     * @param port 1 to 65535
     */
    record Proxy(String host, int port) {}

    /**
     * What has to hold before something is saved.
     *
     * @param writes whether anything may be saved at all
     * @param requireCommit whether only what a commit holds may be saved
     * @param fourEyes whether an approval counts only where it is verified, and not the commit's author's own
     * @param plans what has to hold of a sealed plan
     */
    record Saving(boolean writes, boolean requireCommit, boolean fourEyes, Plans plans) {

        /** Nothing is asked. */
        public static final Saving FREE = new Saving(true, false, false);

        /** One that asks of plans what is asked where nothing is said. */
        public Saving(boolean writes, boolean requireCommit, boolean fourEyes) {
            this(writes, requireCommit, fourEyes, Plans.STANDARD);
        }
    }

    /**
     * What has to hold of a sealed plan before it is carried out.
     *
     * @param maxAge how long ago it may have been made, more than nothing
     * @param signed whether it has to be signed; null where that is so once the fleet has a key to sign with
     */
    record Plans(Duration maxAge, @Nullable Signed signed) {

        public static final Plans STANDARD = new Plans(Duration.ofHours(24), null);
    }

    /** Whether a plan has to be signed. */
    enum Signed {
        REQUIRED,
        OPTIONAL
    }

    /** How a tenant is found. */
    sealed interface Place {

        /** An absolute http or https URL with {@code {tenant}} in it once. */
        String template();

        /** The root of a tenant's API, for servers that stay where they are. */
        record Api(String template) implements Place {}

        /** Where to ask for a tenant's state and the root of its API, as SuperOffice Online wants it. */
        record State(String template) implements Place {}
    }

    /**
     * How requests are signed in. Values are texts, secrets or references; a reference may hold {@code {tenant}}.
     */
    sealed interface Auth {

        /** User name and password (RFC 7617). */
        record Basic(Value username, Value password) implements Auth {}

        /**
         * A ticket that somebody else got.
         *
         * @param clientSecret of the application, which SuperOffice Online wants too, or null
         */
        record SoTicket(Value ticket, @Nullable Value clientSecret) implements Auth {}

        /**
         * An access token that somebody else got.
         *
         * @param clientSecret of the application, which SuperOffice Online wants too, or null
         */
        record Bearer(Value token, @Nullable Value clientSecret) implements Auth {}

        /**
         * Access tokens got with a refresh token.
         *
         * @param login the origin of the login server, for example {@code https://online.superoffice.com}
         */
        record RefreshToken(String login, Value clientId, Value clientSecret, Value refreshToken) implements Auth {}

        /**
         * Tickets of SuperOffice's system user.
         *
         * @param login the origin of the login server, for example {@code https://online.superoffice.com}
         * @param systemUserToken the tenant's, from the consent
         * @param privateKey of the application: PEM, or the RSA XML that SuperOffice hands out
         */
        record SystemUser(String login, Value systemUserToken, Value clientSecret, Value privateKey) implements Auth {}
    }

    /**
     * What goes over the wire.
     *
     * @param languages the headers about languages, by name; empty for none
     */
    record Wire(Format format, Map<String, String> languages) {

        /** JSON, and texts as they are stored. */
        public static final Wire STANDARD = new Wire(Format.JSON, Map.of());

        public Wire {
            languages = Map.copyOf(languages);
        }
    }

    /** How a SmsConfig is written in requests and answers. */
    enum Format {
        JSON,
        XML
    }
}
