package dev.smsconfig.tlog;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A signature under a note.
 *
 * @param name of the key
 * @param bytes the key's id, 4 bytes, and the signature proper
 */
record NoteSignature(String name, byte[] bytes) {

    private static final String PREFIX = "\u2014 ";

    static NoteSignature parse(String line) throws MalformedException {
        String[] parts =
                line.startsWith(PREFIX) ? line.substring(PREFIX.length()).split(" ", -1) : new String[0];
        if (parts.length != 2 || !VerifierKey.isName(parts[0])) {
            throw new MalformedException("a line below the note's text is no signature");
        }
        byte[] bytes = Base64Text.parse(parts[1], "a signature of the note");
        if (bytes.length <= Integer.BYTES) {
            throw new MalformedException("a signature of the note is too short");
        }
        return new NoteSignature(parts[0], bytes);
    }

    boolean isBy(VerifierKey key) {
        return key.name().equals(name) && key.id() == ByteBuffer.wrap(bytes).getInt();
    }

    byte[] signature() {
        return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    }

    String line() {
        return PREFIX + name + " " + Base64Text.of(bytes) + "\n";
    }
}
