package dev.smsconfig.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads and replaces the commitments of bodies that were read from the trail. */
final class Revealed {

    private Revealed() {}

    /** Where the commitments of a body stand, and what they are to; empty where it has none. */
    static Map<String, Personal.Kind> paths(Map<String, ?> body) {
        Map<String, Personal.Kind> paths = new TreeMap<>();
        if (body.get(Commitments.MEMBER) instanceof Map<?, ?> lists) {
            Commitments.LISTS.forEach((kind, name) -> {
                if (lists.get(name) instanceof List<?> list) {
                    list.forEach(path -> paths.put(String.valueOf(path), kind));
                }
            });
        }
        return paths;
    }

    /** What stands at a path, or null where nothing or no text does. */
    static @Nullable String at(Map<String, ?> body, String path) {
        Object value = body;
        for (String step : steps(path)) {
            value = next(value, step);
        }
        return value instanceof String text ? text : null;
    }

    /** Puts something in the place of the text at a path, in the maps and lists of the body themselves. */
    @SuppressWarnings("unchecked")
    static void replace(Map<String, Object> body, String path, UnaryOperator<String> by) {
        List<String> steps = steps(path);
        Object parent = body;
        for (String step : steps.subList(0, steps.size() - 1)) {
            parent = next(parent, step);
        }
        String last = steps.get(steps.size() - 1);
        if (next(parent, last) instanceof String text) {
            if (parent instanceof Map<?, ?> map) {
                ((Map<String, Object>) map).put(last, by.apply(text));
            } else if (parent instanceof List<?> list) {
                ((List<Object>) list).set(Integer.parseInt(last), by.apply(text));
            }
        }
    }

    private static List<String> steps(String path) {
        return Arrays.stream(path.replaceFirst("^/", "").split("/", -1))
                .map(step -> step.replace("~1", "/").replace("~0", "~"))
                .toList();
    }

    private static @Nullable Object next(@Nullable Object value, String step) {
        if (value instanceof Map<?, ?> map) {
            return map.get(step);
        }
        return value instanceof List<?> list && step.matches("[0-9]{1,9}") && Integer.parseInt(step) < list.size()
                ? list.get(Integer.parseInt(step))
                : null;
    }
}
