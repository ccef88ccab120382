package dev.smsconfig.audit;

import dev.smsconfig.state.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tenant that a fleet does not cover as it should.
 *
 * @param since when it was verified last, or first seen where it never was; null for another kind of gap
 */
public record CoverageGap(
        Kind kind, TenantId tenant, @Nullable Instant since) {

    /** What is missing. */
    public enum Kind {
        /** Git has a file, and the inventory no such tenant. */
        FILE_WITHOUT_TENANT,
        /** The inventory has a tenant, and git no file: it is not managed. */
        TENANT_WITHOUT_FILE,
        /** It was not found to be as git says for too long. */
        NOT_VERIFIED,
        /** The same, and it never was. */
        NEVER_VERIFIED
    }
}
