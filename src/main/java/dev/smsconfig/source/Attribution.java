package dev.smsconfig.source;

import dev.smsconfig.source.Explanation.Entry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What git says of the places of an explanation.
 *
 * @param commit the one that was read, or that the files on disk differ from; null where there is none, and nothing is
 *     known of any place then
 * @param dirty whether the files on disk were read because they differ from the commit
 * @param note what people should know about what was read, or null
 */
public record Attribution(
        @Nullable String commit, boolean dirty, @Nullable String note, Map<Entry, LineOrigin> origins) {

    public Attribution {
        origins = Map.copyOf(origins);
    }

    public LineOrigin of(Entry entry) {
        LineOrigin origin = origins.get(entry);
        if (origin != null) {
            return origin;
        }
        return new LineOrigin.Unknown(
                commit == null ? "no commit stands behind the files" : "the name of the file can't be told apart");
    }
}
