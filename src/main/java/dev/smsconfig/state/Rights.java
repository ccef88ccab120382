package dev.smsconfig.state;

import java.util.EnumMap;
import java.util.Map;

/**
 * What the server says the caller may do with a configuration (TableRight and FieldProperties of SaveSmsConfig.md).
 *
 * @param update whether the configuration may be changed at all
 * @param properties what holds for single properties; one that is missing has no rule of its own
 * @param settings whether the provider's settings may be written
 */
public record Rights(Permission update, Map<SmsProperty, Rule> properties, Permission settings) {

    /** The server says nothing, as most do. */
    public static final Rights UNTOLD = new Rights(Permission.UNTOLD, Map.of());

    /** Of a server that says nothing about the provider's settings. */
    public Rights(Permission update, Map<SmsProperty, Rule> properties) {
        this(update, properties, Permission.UNTOLD);
    }

    public Rights {
        Map<SmsProperty, Rule> copy = new EnumMap<>(SmsProperty.class);
        copy.putAll(properties);
        properties = Map.copyOf(copy);
    }

    /** An answer that may be missing. */
    public enum Permission {
        GRANTED,
        DENIED,
        UNTOLD
    }

    /**
     * What holds for one property.
     *
     * @param write whether it may be written
     * @param maxLength how many characters it takes, as .NET counts them (UTF-16), or 0 where there is no limit or none
     *     is told
     */
    public record Rule(Permission write, int maxLength) {}
}
