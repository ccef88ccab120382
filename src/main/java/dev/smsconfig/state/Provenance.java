package dev.smsconfig.state;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What git says of the commit that a configuration was read from. Names, addresses and the subject are whatever their
 * author wrote: foreign text, shortened but not escaped.
 *
 * @param commit its id, in hexadecimal
 * @param tree the id of the state of all files in it
 * @param subject the first line of its message
 * @param approvals what the message says about reviews, in its order
 */
public record Provenance(
        String commit,
        String tree,
        Person author,
        Person committer,
        String subject,
        Signature signature,
        List<Approval> approvals) {

    /** Stands in place of what told of a person and was erased. */
    public static final String ERASED = "[erased]";

    public Provenance {
        approvals = List.copyOf(approvals);
    }

    /** How far something can be relied on. */
    public enum Evidence {
        /** Checked against keys that somebody pinned. */
        VERIFIED,
        /** Said, and not proven. */
        CLAIMED,
        ABSENT
    }

    /** Who did it and when, as the commit says; empty texts and the epoch where it says nothing readable. */
    public record Person(String name, String email, Instant time) {}

    /**
     * What is known of the commit's signature.
     *
     * @param signer the principal that the allowed signers name for the key, only where it is verified
     * @param key the fingerprint of the key, or null where it is not known
     * @param note what it was verified against, or why it was not; null for an absent one
     */
    public record Signature(
            Evidence state,
            @Nullable String signer,
            @Nullable String key,
            @Nullable String note) {

        public static final Signature ABSENT = new Signature(Evidence.ABSENT, null, null, null);

        public Signature {
            if ((state == Evidence.VERIFIED) != (signer != null)) {
                throw new IllegalArgumentException("a signer is named where the signature is verified, and only there");
            }
        }
    }

    /**
     * A line of the message such as {@code Reviewed-by}.
     *
     * @param trailer its key
     * @param by its value
     * @param state no more than CLAIMED: the author of the commit wrote it
     */
    public record Approval(String trailer, String by, Evidence state) {}
}
