package dev.smsconfig.source;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** SuperOffice's own SMS providers. The list is open: an installation may bring plugins of its own. */
final class Providers {

    /**
     * One provider and the keys of {@code NsPluginConfig} that belong to it.
     *
     * @param name as {@code NetServerSmsProvider} has it
     * @param usual the settings that its page in SuperOffice's administration asks for
     * @param other those of older versions' web.config; whether NsPluginConfig takes them is not documented
     */
    record Provider(String name, List<String> usual, List<String> other) {

        boolean has(String key) {
            return usual.contains(key) || other.contains(key);
        }
    }

    /** SuperOffice's documentation, "SMS settings" of Marketing and of Service 8.0. */
    private static final List<Provider> ALL = List.of(
            new Provider("CM", List.of("cm_serviceId", "cm_username", "cm_password"), List.of("cm_serviceUrl")),
            new Provider("Compaya SMS (cpsms.dk)", List.of("compaya_username", "compaya_password"), List.of()),
            new Provider("Intelecom SMS", List.of("intele_serviceId", "intele_username", "intele_password"), List.of()),
            pswin("PSWinCom SMS"),
            pswin("Link Mobility SMS"),
            new Provider(
                    "SMS Teknik",
                    List.of("smsteknik_serviceId", "smsteknik_username", "smsteknik_password"),
                    List.of("smsteknik_multisms", "smsteknik_maxmultisms")),
            new Provider("Twilio", List.of("twilio_account_sid", "twilio_auth_token"), List.of()),
            new Provider(
                    "TXTLocal",
                    List.of("txtlocal_username", "txtlocal_password"),
                    List.of("txtlocal_url", "txtlocal_test")));

    private Providers() {}

    private static Provider pswin(String name) {
        return new Provider(
                name,
                List.of("pswin_username", "pswin_password"),
                List.of("pswin_seriesStart", "pswin_seriesEnd", "pswin_noStatusReport", "pswin_NoSmsSession"));
    }

    static List<String> names() {
        return ALL.stream().map(Provider::name).toList();
    }

    /** Every setting of every provider, each once. */
    static List<String> settings() {
        return ALL.stream()
                .flatMap(provider -> Stream.concat(provider.usual().stream(), provider.other().stream()))
                .distinct()
                .toList();
    }

    static Optional<Provider> named(String name) {
        return ALL.stream().filter(provider -> provider.name().equals(name)).findFirst();
    }

    /** The provider that a setting belongs to. */
    static Optional<Provider> ofSetting(String key) {
        return ALL.stream().filter(provider -> provider.has(key)).findFirst();
    }

    /** Our name of the provider that was probably meant. */
    static @Nullable String closestTo(String name) {
        return new Schema(names()).closestTo(name);
    }
}
