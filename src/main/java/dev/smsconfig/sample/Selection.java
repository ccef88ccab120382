package dev.smsconfig.sample;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code $select=a,b} of GetSmsConfig: "other fields are then nulled out". Names are read in any case; those that there
 * are not select nothing, and an empty list is no selection.
 */
final class Selection {

    static final Selection ALL = new Selection(Set.of());

    private static final String PARAMETER = "$select";

    /** Compares in any case; empty for all. */
    private final Set<String> names;

    private Selection(Set<String> names) {
        this.names = names;
    }

    /** @param query as in the request line, still encoded; what cannot be decoded selects nothing */
    static Selection in(@Nullable String query) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String parameter : (query == null ? "" : query).split("&")) {
            String[] parts = parameter.split("=", 2);
            if (parts.length == 2 && decoded(parts[0]).equalsIgnoreCase(PARAMETER)) {
                for (String name : decoded(parts[1]).split(",")) {
                    names.add(name.strip());
                }
            }
        }
        names.remove("");
        return names.isEmpty() ? ALL : new Selection(Collections.unmodifiableSet(names));
    }

    /** @return {@code entity} itself, changed */
    ObjectNode of(ObjectNode entity) {
        if (!names.isEmpty()) {
            List<String> properties = new ArrayList<>(entity.propertyNames());
            properties.removeIf(names::contains);
            properties.forEach(entity::putNull);
        }
        return entity;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
