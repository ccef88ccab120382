package dev.smsconfig.source;

import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code zone} of times: an offset would be wrong for half the year, so only names are taken. */
final class Zones {

    private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds();

    private Zones() {}

    static @Nullable ZoneId read(Fields fields, FileProblems problems) {
        Node node = fields.required("zone");
        String text = node == null ? null : Scalars.string(node, problems);
        if (node == null || text == null) {
            return null;
        }
        if (KNOWN.contains(text)) {
            return ZoneId.of(text);
        }
        String meant = Schema.of(KNOWN.toArray(String[]::new)).closestTo(text);
        problems.error(
                Rule.CONFIG_ZONE,
                node.at(),
                meant != null
                        ? "no such time zone; did you mean '" + meant + "'?"
                        : "no such time zone; write a name of the IANA database such as Europe/Oslo or UTC");
        return null;
    }
}
