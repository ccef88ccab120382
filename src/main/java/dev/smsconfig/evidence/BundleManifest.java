package dev.smsconfig.evidence;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a bundle says of itself.
 *
 * @param first the number of its first event
 * @param end the number after its last
 * @param previous the hash of the event before the first
 * @param frontier the right edge of the tree over the events before the first
 * @param files the SHA-256 of each file, in lower-case hexadecimal, by its name
 */
record BundleManifest(long first, long end, byte[] previous, byte[] frontier, Map<String, String> files) {

    /** @return null where it is none of a bundle */
    static @Nullable BundleManifest parse(byte[] json) {
        JsonNode manifest = PlainJson.tree(json);
        if (manifest == null || !manifest.path("format").asString("").equals(BundleExport.FORMAT)) {
            return null;
        }
        long first = manifest.path("first").asLong(-1);
        long end = manifest.path("end").asLong(-1);
        Map<String, String> files = new LinkedHashMap<>();
        manifest.path("files")
                .forEach(file -> files.put(
                        file.path("path").asString(""), file.path("sha256").asString("")));
        try {
            byte[] previous =
                    Base64.getDecoder().decode(manifest.path("previous").asString(""));
            List<String> hashes = new ArrayList<>();
            manifest.path("frontier").forEach(hash -> hashes.add(hash.asString("")));
            byte[] frontier = join(hashes);
            return first < 0 || end < first ? null : new BundleManifest(first, end, previous, frontier, files);
        } catch (IllegalArgumentException e) {
            return null; // its message quotes the text
        }
    }

    private static byte[] join(List<String> hashes) {
        java.io.ByteArrayOutputStream joined = new java.io.ByteArrayOutputStream();
        hashes.forEach(hash -> joined.writeBytes(Base64.getDecoder().decode(hash)));
        return joined.toByteArray();
    }
}
