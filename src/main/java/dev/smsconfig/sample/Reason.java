package dev.smsconfig.sample;

import java.util.Optional;

/**
 * Why a right is missing: a text with an id, as SuperOffice has them ({@code [SR_MANDATORY_FIELD_1281]} in its
 * documentation). The ids are this server's own.
 */
enum Reason {
    NO_UPDATE(
            "You do not have the right to change the SMS configuration.",
            "Du har ikke rett til å endre SMS-konfigurasjonen.",
            "Du har inte rätt att ändra SMS-konfigurationen.",
            "Du har ikke ret til at ændre SMS-konfigurationen.",
            "Sie haben nicht das Recht, die SMS-Konfiguration zu ändern."),
    RIGHT_MISSING(
            "You do not have all rights to the SMS configuration.",
            "Du har ikke alle rettigheter til SMS-konfigurasjonen.",
            "Du har inte alla rättigheter till SMS-konfigurationen.",
            "Du har ikke alle rettigheder til SMS-konfigurationen.",
            "Sie haben nicht alle Rechte an der SMS-Konfiguration."),
    FIELD_READ_ONLY(
            "This field is read-only.",
            "Dette feltet er skrivebeskyttet.",
            "Det här fältet är skrivskyddat.",
            "Dette felt er skrivebeskyttet.",
            "Dieses Feld ist schreibgeschützt.");

    private final String english;
    private final String norwegian;
    private final String swedish;
    private final String danish;
    private final String german;

    Reason(String english, String norwegian, String swedish, String danish, String german) {
        this.english = english;
        this.norwegian = norwegian;
        this.swedish = swedish;
        this.danish = danish;
        this.german = german;
    }

    /** @return the id in brackets where {@code language} is empty */
    String text(Optional<Language> language) {
        if (language.isEmpty()) {
            return "[SR_SMSCONFIG_" + name() + "]";
        }
        return switch (language.get()) {
            case ENGLISH -> english;
            case NORWEGIAN -> norwegian;
            case SWEDISH -> swedish;
            case DANISH -> danish;
            case GERMAN -> german;
        };
    }
}
