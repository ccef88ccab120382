package dev.smsconfig.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One SOPS file, encrypted as it lies on the disk, that was found unchanged: its MAC fits. */
final class SopsFile {

    /** With which the hash begins where it is over the encrypted values only: the SHA-256 of "sops". */
    private static final byte[] ONLY_ENCRYPTED =
            HexFormat.of().parseHex("8a3fd2ad54ce66527b1034f3d147be0b0b975b3bf44f72c6fdadec8176f27d69");

    private static final Pattern TIME =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{5,20}(?:Z|[+-][0-9:]{4,6})");

    private final SopsMetadata metadata;
    private final SopsNode.Mapping values;

    private SopsFile(SopsMetadata metadata, SopsNode.Mapping values) {
        this.metadata = metadata;
        this.values = values;
    }

    /**
     * Decrypts every value once to see whether the file is as SOPS left it, and keeps none.
     *
     * @throws SopsRefusal where it was changed, can't be read, or the identities don't open it
     */
    static SopsFile verified(SopsNode.Mapping root, AgeIdentities.Loaded identities) throws SopsRefusal {
        SopsMetadata metadata = SopsMetadata.of(root);
        Map<String, SopsNode> entries = new LinkedHashMap<>(root.entries());
        entries.remove("sops");
        SopsFile file = new SopsFile(metadata, new SopsNode.Mapping(entries));
        file.verify(new SopsCipher(identities.open(metadata.ageKeys())));
        return file;
    }

    /** When its values were last changed, which its MAC vouches for; null where that is no time. */
    @Nullable
    String lastModified() {
        String text = metadata.lastModified();
        return TIME.matcher(text).matches() ? text : null;
    }

    /**
     * @param keys lead to the value; a number for an item of a list
     * @return the clear text of one encrypted text
     */
    String value(List<String> keys, AgeIdentities.Loaded identities) throws SopsRefusal {
        List<String> path = new ArrayList<>();
        SopsNode node = values;
        for (String key : keys) {
            if (node instanceof SopsNode.Mapping mapping) {
                path.add(key);
                node = mapping.entries().get(key);
            } else {
                node = node instanceof SopsNode.Listing listing ? item(listing, key) : null;
            }
            if (node == null) {
                throw SopsRefusal.of("there is no such key in it; see its keys with a text editor");
            }
        }
        if (!(node instanceof SopsNode.Scalar scalar)) {
            throw SopsRefusal.of("that key holds further keys or a list; write the whole path to one value");
        }
        if (scalar.text().isEmpty()) {
            return "";
        }
        if (!metadata.selection().isEncrypted(path) || !SopsCipher.isEncrypted(scalar.text())) {
            throw SopsRefusal.of("that value is not encrypted in the file; a secret has to be");
        }
        String type = SopsCipher.typeOf(scalar.text());
        if (!type.equals("str") && !type.equals("bytes")) {
            throw SopsRefusal.of("that value is no text (" + type + "), so zeros and signs of what was typed may be"
                    + " lost; put it in quotes with 'sops edit'");
        }
        return new SopsCipher(identities.open(metadata.ageKeys())).open(scalar.text(), context(path));
    }

    private static @Nullable SopsNode item(SopsNode.Listing listing, String key) {
        return key.matches("[0-9]{1,6}")
                        && Integer.parseInt(key) < listing.items().size()
                ? listing.items().get(Integer.parseInt(key))
                : null;
    }

    private static String context(List<String> path) {
        return String.join(":", path) + ":";
    }

    private void verify(SopsCipher cipher) throws SopsRefusal {
        MessageDigest hash;
        try {
            hash = MessageDigest.getInstance("SHA-512");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-512", e);
        }
        if (metadata.macOnlyEncrypted()) {
            hash.update(ONLY_ENCRYPTED);
        }
        hash(values, new ArrayList<>(), cipher, hash);
        String found = HexFormat.of().withUpperCase().formatHex(hash.digest());
        String said = cipher.open(metadata.mac(), metadata.lastModified());
        if (!MessageDigest.isEqual(found.getBytes(StandardCharsets.US_ASCII), said.getBytes(StandardCharsets.UTF_8))) {
            throw SopsRefusal.of("its MAC does not fit, so it was changed since it was encrypted; restore the file");
        }
    }

    private void hash(SopsNode node, List<String> path, SopsCipher cipher, MessageDigest hash) throws SopsRefusal {
        if (node instanceof SopsNode.Mapping mapping) {
            for (Map.Entry<String, SopsNode> entry : mapping.entries().entrySet()) {
                path.add(entry.getKey());
                hash(entry.getValue(), path, cipher, hash);
                path.remove(path.size() - 1);
            }
        } else if (node instanceof SopsNode.Listing listing) {
            for (SopsNode item : listing.items()) {
                hash(item, path, cipher, hash);
            }
        } else {
            String text = hashed((SopsNode.Scalar) node, path, cipher);
            hash.update(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** The clear text of a leaf, or the empty text for what the MAC is not about. */
    private String hashed(SopsNode.Scalar scalar, List<String> path, SopsCipher cipher) throws SopsRefusal {
        String plain = SopsTypes.hashed(scalar);
        if (plain == null) {
            return "";
        }
        if (!metadata.selection().isEncrypted(path)) {
            return metadata.macOnlyEncrypted() ? "" : plain;
        }
        return plain.isEmpty() ? "" : cipher.open(plain, context(path));
    }
}
