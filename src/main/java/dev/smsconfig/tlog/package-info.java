/**
 * A transparency log in the formats of C2SP: RFC 6962 Merkle trees, signed notes, checkpoints and proofs. Pure: bytes and
 * texts in, bytes and texts out.
 */
@NullMarked
package dev.smsconfig.tlog;

import org.jspecify.annotations.NullMarked;
