package dev.smsconfig.sample.wire;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an entity has, for the forms that cannot tell it themselves.
 *
 * @param type its name, the document element in XML
 * @param texts the properties that are texts
 * @param dictionary the property whose keys are free
 */
public record EntityShape(String type, List<String> texts, String dictionary) {

    public EntityShape {
        texts = List.copyOf(texts);
    }

    /** Whether one of {@code names}, in any case, is a property. */
    boolean hasAnyOf(Set<String> names) {
        Set<String> present = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        present.addAll(names);
        return present.contains(dictionary) || texts.stream().anyMatch(present::contains);
    }
}
