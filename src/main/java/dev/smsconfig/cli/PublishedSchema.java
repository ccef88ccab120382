package dev.smsconfig.cli;

import dev.smsconfig.report.audit.AuditSchema;
import dev.smsconfig.source.FileSchema;
import java.util.Locale;
import java.util.function.Supplier;

/** The JSON Schemas that others may rely on: of what is read, and of what is written. */
enum PublishedSchema {
    TENANT(FileSchema.TENANT::text),
    GROUP(FileSchema.GROUP::text),
    FLEET(FileSchema.FLEET::text),
    AUDIT_REPORT(AuditSchema::text);

    private final Supplier<String> text;

    PublishedSchema(Supplier<String> text) {
        this.text = text;
    }

    /** The whole schema, with a line feed at its end. */
    String text() {
        return text.get();
    }

    /** The name as it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
