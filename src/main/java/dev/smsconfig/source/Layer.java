package dev.smsconfig.source;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file that says something about a tenant's configuration: the fleet's, a group's or the tenant's own.
 *
 * @param name the group's name or the tenant's id; null for the fleet
 * @param file the path as problems show it
 */
public record Layer(Kind kind, @Nullable String name, String file) {

    /** What kinds there are, the ones that win last. */
    public enum Kind {
        FLEET,
        GROUP,
        TENANT
    }

    static Layer fleet(String file) {
        return new Layer(Kind.FLEET, null, file);
    }

    static Layer group(String name, String file) {
        return new Layer(Kind.GROUP, name, file);
    }

    static Layer tenant(String id, String file) {
        return new Layer(Kind.TENANT, id, file);
    }

    /** How outputs call it: {@code fleet}, {@code group nordic} or {@code tenant}. */
    public String text() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return kind == Kind.GROUP ? word + " " + name : word;
    }
}
