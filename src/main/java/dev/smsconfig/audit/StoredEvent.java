package dev.smsconfig.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the trail as it stands there, right or wrong.
 *
 * @param body the bytes that were hashed
 * @param previous the hash of the event before, as this row has it
 * @param entry the hash of this event, as this row has it
 */
// 8 parameters: the columns of the table
public record StoredEvent(
        long seq,
        String runId,
        String type,
        @Nullable String tenant,
        Instant occurredAt,
        byte[] body,
        byte[] previous,
        byte[] entry) {}
