package dev.smsconfig.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A text with signatures under it (C2SP signed-note). Its text means nothing until a key that is trusted is found under it. */
public final class SignedNote {

    private static final int MOST_SIGNATURES = 64;
    private static final int MOST_CHARACTERS = 1_000_000;

    private final String text;
    private final List<NoteSignature> signatures;

    private SignedNote(String text, List<NoteSignature> signatures) {
        this.text = text;
        this.signatures = List.copyOf(signatures);
    }

    /**
     * What came of checking a note's signatures.
     *
     * @param by the keys whose signatures hold
     * @param forged whether a signature that claims to be by a known key does not hold; then the note is worth nothing
     */
    public record Check(Set<VerifierKey> by, boolean forged) {

        /** Whether a known key signed it, and none of its signatures is forged. */
        public boolean holds() {
            return !forged && !by.isEmpty();
        }
    }

    /** @param text lines, each with its end */
    public static SignedNote sign(String text, List<SignerKey> signers) {
        if (!isText(text) || signers.isEmpty()) {
            throw new IllegalArgumentException("a note has lines of text and at least one signer");
        }
        return new SignedNote(
                text, signers.stream().map(signer -> signer.sign(text)).toList());
    }

    /** @param note UTF-8 */
    public static SignedNote parse(byte[] note) throws MalformedException {
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(note))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new MalformedException("the note is no UTF-8");
        }
    }

    public static SignedNote parse(String note) throws MalformedException {
        int blank = note.lastIndexOf("\n\n");
        if (note.length() > MOST_CHARACTERS || blank < 0 || !note.endsWith("\n")) {
            throw new MalformedException("a note is a text, an empty line and signatures");
        }
        String text = note.substring(0, blank + 1);
        if (!isText(text)) {
            throw new MalformedException("the note's text holds control characters");
        }
        String[] lines = note.substring(blank + 2).split("\n", -1);
        if (lines.length < 2 || lines.length > MOST_SIGNATURES + 1) {
            throw new MalformedException("a note has from 1 to " + MOST_SIGNATURES + " signatures");
        }
        List<NoteSignature> signatures = new ArrayList<>();
        for (int i = 0; i < lines.length - 1; i++) {
            signatures.add(NoteSignature.parse(lines[i]));
        }
        return new SignedNote(text, signatures);
    }

    private static boolean isText(String text) {
        return text.endsWith("\n") && text.chars().noneMatch(c -> c < ' ' && c != '\n');
    }

    /** The same with the signatures of further keys. */
    public SignedNote alsoBy(List<SignerKey> signers) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        signers.forEach(signer -> all.add(signer.sign(text)));
        return new SignedNote(text, all);
    }

    public String text() {
        return text;
    }

    /** The names of the keys that claim to have signed it. */
    public List<String> names() {
        return signatures.stream().map(NoteSignature::name).toList();
    }

    /** Checks the signatures of known keys; others tell nothing. */
    public Check check(Collection<VerifierKey> known) {
        Set<VerifierKey> by = new LinkedHashSet<>();
        boolean forged = false;
        for (NoteSignature signature : signatures) {
            for (VerifierKey key : known) {
                if (signature.isBy(key)) {
                    if (key.verifies(text, signature.signature())) {
                        by.add(key);
                    } else {
                        forged = true;
                    }
                }
            }
        }
        return new Check(by, forged);
    }

    /** Whether the last of its signatures holds and is that key's. */
    public boolean isLastBy(VerifierKey key) {
        NoteSignature last = signatures.get(signatures.size() - 1);
        return last.isBy(key) && key.verifies(text, last.signature());
    }

    /** As it is kept and sent. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }
}
