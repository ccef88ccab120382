package dev.smsconfig.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * The JSON Schemas (draft-07, which editors support best) of the config files. They admit more than the loader does,
 * which reads the source text too; what they refuse, the loader refuses.
 */
public enum FileSchema {
    TENANT,
    GROUP,
    FLEET;

    /** The whole schema, with a line feed at its end. */
    public String text() {
        String name = this + ".schema.json";
        try (InputStream in = Objects.requireNonNull(FileSchema.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name in lower case, as it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
