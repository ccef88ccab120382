package dev.smsconfig.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a commit, divided as git does it into its signature and what that is over: all the rest. */
final class SignedCommit {

    private static final byte[] HEADER = "gpgsig ".getBytes(StandardCharsets.US_ASCII);

    private final byte[] payload;
    private final byte[] signature;

    private SignedCommit(byte[] payload, byte[] signature) {
        this.payload = payload;
        this.signature = signature;
    }

    /**
     * @param raw the commit as the repository keeps it, without the object's own header
     * @return null where there is no signature, or more than one
     */
    static @Nullable SignedCommit of(byte[] raw) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream(raw.length);
        ByteArrayOutputStream signature = new ByteArrayOutputStream();
        int signatures = 0;
        boolean inSignature = false;
        int start = 0;
        while (start < raw.length && raw[start] != '\n') {
            int end = afterLine(raw, start);
            inSignature = raw[start] == ' ' ? inSignature : isHeader(raw, start);
            if (inSignature) {
                boolean first = raw[start] != ' ';
                signatures += first ? 1 : 0;
                int text = start + (first ? HEADER.length : 1);
                signature.write(raw, text, end - text);
            } else {
                payload.write(raw, start, end - start);
            }
            start = end;
        }
        payload.write(raw, start, raw.length - start);
        return signatures == 1 ? new SignedCommit(payload.toByteArray(), signature.toByteArray()) : null;
    }

    private static int afterLine(byte[] raw, int start) {
        int end = start;
        while (end < raw.length && raw[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, raw.length);
    }

    private static boolean isHeader(byte[] raw, int start) {
        return raw.length - start >= HEADER.length
                && Arrays.equals(raw, start, start + HEADER.length, HEADER, 0, HEADER.length);
    }

    /** What is signed. */
    byte[] payload() {
        return payload.clone();
    }

    /** As a program wrote it, armored as a rule. */
    byte[] signature() {
        return signature.clone();
    }
}
