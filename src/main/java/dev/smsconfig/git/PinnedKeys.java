package dev.smsconfig.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file of allowed signers says. It is a file of ssh-keygen's format that may hold OpenPGP keys too: an armored
 * public key after a line {@code PRINCIPAL openpgp FINGERPRINT}, so that a reviewer sees who is pinned to what.
 *
 * @param ssh the lines for SSH, in their places
 */
record PinnedKeys(String ssh, List<OpenPgpKey> openPgp) {

    private static final Pattern OPENPGP = Pattern.compile("([^\\s\",*?!#]+)[ \\t]+openpgp(?:[ \\t]+(\\S+))?");
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}");
    private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String END = "-----END PGP PUBLIC KEY BLOCK-----";

    PinnedKeys {
        openPgp = List.copyOf(openPgp);
    }

    /** @throws SignersMalformedException where an OpenPGP part has a fault: the file then says nothing at all */
    static PinnedKeys parse(byte[] content) throws SignersMalformedException {
        return new Reader().read(content);
    }

    /** Bytes as ssh-keygen's lines had them. */
    byte[] sshBytes() {
        return ssh.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static final class Reader {

        private final StringBuilder ssh = new StringBuilder();
        private final List<OpenPgpKey> keys = new ArrayList<>();
        private final Set<String> fingerprints = new HashSet<>();
        private final StringBuilder block = new StringBuilder();
        private @Nullable String principal;
        private String fingerprint = "";
        private boolean inBlock;
        private int line;

        PinnedKeys read(byte[] content) throws SignersMalformedException {
            // every byte stays what it is
            for (String text : new String(content, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                line++;
                if (isForSsh(text.strip())) {
                    ssh.append(text);
                }
                ssh.append('\n');
            }
            if (inBlock) {
                throw fault("the OpenPGP key has no end; its last line is " + END);
            }
            if (principal != null) {
                throw fault(
                        "the OpenPGP key of the line before is missing; add it, as 'gpg --armor --export' gives it");
            }
            return new PinnedKeys(ssh.toString(), keys);
        }

        private boolean isForSsh(String text) throws SignersMalformedException {
            if (inBlock) {
                block.append(text).append('\n');
                if (text.equals(END)) {
                    keep();
                }
                return false;
            }
            if (text.equals(BEGIN)) {
                begin(text);
                return false;
            }
            if (text.startsWith("-----BEGIN PGP")) {
                throw fault("only public OpenPGP keys belong here; export one with 'gpg --armor --export'");
            }
            Matcher matcher = OPENPGP.matcher(text);
            if (matcher.matches()) {
                name(matcher.group(1), matcher.group(2));
                return false;
            }
            if (principal != null && !text.isEmpty() && !text.startsWith("#")) {
                throw fault("here the OpenPGP key of the line before is missing; add it, as 'gpg --armor --export'"
                        + " gives it");
            }
            return true;
        }

        private void name(String who, @Nullable String pinned) throws SignersMalformedException {
            if (principal != null) {
                throw fault("the OpenPGP key of the principal before is missing; add it");
            }
            if (pinned == null || !FINGERPRINT.matcher(pinned).matches()) {
                throw fault("write PRINCIPAL openpgp FINGERPRINT, with the 40 or 64 hexadecimal digits of the primary"
                        + " key that 'gpg --fingerprint' shows, without blanks");
            }
            principal = who;
            fingerprint = pinned.toUpperCase(Locale.ROOT);
        }

        private void begin(String text) throws SignersMalformedException {
            if (principal == null) {
                throw fault("an OpenPGP key without a line before it that says whose it is; write PRINCIPAL openpgp"
                        + " FINGERPRINT");
            }
            inBlock = true;
            block.append(text).append('\n');
        }

        private void keep() throws SignersMalformedException {
            String who = String.valueOf(principal);
            OpenPgpKey key;
            try {
                key = OpenPgpKey.read(who, block.toString());
            } catch (IOException e) {
                throw fault("the block that ends here is not one public OpenPGP key; export it again with 'gpg --armor"
                        + " --export FINGERPRINT'");
            }
            if (!key.fingerprint().equals(fingerprint)) {
                throw fault("the key that ends here has another fingerprint than the line before it says; pin the"
                        + " right one");
            }
            if (!fingerprints.add(fingerprint)) {
                throw fault("the key that ends here is pinned twice; keep one");
            }
            keys.add(key);
            block.setLength(0);
            principal = null;
            inBlock = false;
        }

        private SignersMalformedException fault(String text) {
            return new SignersMalformedException(line, text);
        }
    }
}
