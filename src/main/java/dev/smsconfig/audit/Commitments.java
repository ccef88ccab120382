package dev.smsconfig.audit;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what is personal out of the body of one event, and puts a commitment in its place. */
final class Commitments {

    /**
     * The member of a body that lists where its commitments stand, as JSON pointers (RFC 6901): those to names and those
     * to texts.
     */
    static final String MEMBER = "personal";

    static final Map<Personal.Kind, String> LISTS = Map.of(Personal.Kind.NAME, "names", Personal.Kind.TEXT, "texts");

    /** A value that was taken out. */
    record Taken(String path, Personal.Kind kind, Opening opening) {}

    private final SecureRandom random;
    private final List<Taken> taken = new ArrayList<>();

    Commitments(SecureRandom random) {
        this.random = random;
    }

    /** The body as it is hashed; where it has commitments, it says where. */
    Map<String, @Nullable Object> of(Map<String, ? extends @Nullable Object> body) {
        Map<String, @Nullable Object> committed = map("", body);
        if (!taken.isEmpty()) {
            if (committed.containsKey(MEMBER)) {
                throw new IllegalArgumentException("'" + MEMBER + "' in the body of an event lists what is personal");
            }
            Map<String, List<String>> lists = new LinkedHashMap<>();
            LISTS.forEach((kind, name) -> lists.put(
                    name,
                    taken.stream()
                            .filter(value -> value.kind == kind)
                            .map(Taken::path)
                            .sorted()
                            .toList()));
            committed.put(MEMBER, lists);
        }
        return committed;
    }

    List<Taken> taken() {
        return taken;
    }

    private Map<String, @Nullable Object> map(String path, Map<?, ? extends @Nullable Object> map) {
        Map<String, @Nullable Object> committed = new LinkedHashMap<>();
        map.forEach((name, value) -> committed.put((String) name, value(path + "/" + escaped((String) name), value)));
        return committed;
    }

    private @Nullable Object value(String path, @Nullable Object value) {
        if (value instanceof Personal personal) {
            // that there is nothing tells of nobody
            return personal.value().isEmpty() ? "" : commit(path, personal);
        }
        if (value instanceof Map<?, ?> map) {
            return map(path, map);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> committed = new ArrayList<>();
            for (int i = 0; i < list.size(); i++) {
                committed.add(value(path + "/" + i, list.get(i)));
            }
            return committed;
        }
        return value;
    }

    private String commit(String path, Personal personal) {
        Opening opening = Opening.of(personal.value(), random);
        taken.add(new Taken(path, personal.kind(), opening));
        return opening.commitment();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
