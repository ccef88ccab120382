package dev.smsconfig.source;

import dev.smsconfig.state.Closest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which fields a mapping may hold.
 *
 * @param known those this version reads
 * @param later those of the config format that a later version reads
 */
record Schema(List<String> known, List<String> later) {

    static Schema of(String... known) {
        return new Schema(List.of(known), List.of());
    }

    Schema and(List<String> names) {
        return new Schema(Stream.concat(known.stream(), names.stream()).toList(), later);
    }

    Schema later(String... names) {
        return new Schema(known, List.of(names));
    }

    /** Our name for what was probably meant. */
    @Nullable
    String closestTo(String name) {
        List<String> all = new ArrayList<>(known);
        all.addAll(later);
        return Closest.to(name, all).orElse(null);
    }
}
