package dev.smsconfig.source;

import dev.smsconfig.state.Closest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which fields a mapping may hold. */
record Schema(List<String> known) {

    static Schema of(String... known) {
        return new Schema(List.of(known));
    }

    Schema and(List<String> names) {
        return new Schema(Stream.concat(known.stream(), names.stream()).toList());
    }

    /** Our name for what was probably meant. */
    @Nullable
    String closestTo(String name) {
        return Closest.to(name, known).orElse(null);
    }
}
