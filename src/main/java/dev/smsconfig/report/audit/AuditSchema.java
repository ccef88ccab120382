package dev.smsconfig.report.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The JSON Schema (draft-07) of {@code report.json}. */
public final class AuditSchema {

    private static final String NAME = "audit-report.schema.json";

    private AuditSchema() {}

    /** The whole schema, with a line feed at its end. */
    public static String text() {
        try (InputStream in = Objects.requireNonNull(AuditSchema.class.getResourceAsStream(NAME), NAME)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
