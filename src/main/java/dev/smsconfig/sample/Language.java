package dev.smsconfig.sample;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages that texts are translated into. */
enum Language {
    ENGLISH("en"),
    NORWEGIAN("nb", "no", "nn"),
    SWEDISH("sv"),
    DANISH("da"),
    GERMAN("de");

    private final String tag;
    private final List<String> otherTags;

    Language(String tag, String... otherTags) {
        this.tag = tag;
        this.otherTags = List.of(otherTags);
    }

    /** For {@code Content-Language}. */
    String tag() {
        return tag;
    }

    /**
     * What a request wants texts in (HTTP headers of the WebAPI, SuperOffice documentation, HTTP headers). {@code SO-Language} overrides
     * {@code Accept-Language}, and cancels translation as {@code x} or {@code *}. The best of those there are is taken; a
     * language that there is not, and a header that cannot be read, is English. {@code SO-Culture} shapes numbers and dates
     * inside texts; no text here has one, so any value of it, malformed or not, makes no difference.
     *
     * @return empty where texts are not to be translated
     */
    static Optional<Language> of(RequestHead head) {
        String override = head.first("SO-Language");
        if (override != null) {
            return override.equals("*") || override.equalsIgnoreCase("x") ? Optional.empty() : best(override);
        }
        String header = String.join(",", head.all("Accept-Language"));
        return header.isBlank() ? Optional.empty() : best(header);
    }

    private static Optional<Language> best(String header) {
        try {
            // in the order of their weights
            return Optional.of(Locale.LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> named(range.getRange()))
                    .filter(language -> language != null)
                    .findFirst()
                    .orElse(ENGLISH));
        } catch (IllegalArgumentException e) {
            return Optional.of(ENGLISH);
        }
    }

    private static @Nullable Language named(String range) {
        String primary = range.split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
        for (Language language : values()) {
            if (language.tag.equals(primary) || language.otherTags.contains(primary)) {
                return language;
            }
        }
        return null;
    }
}
