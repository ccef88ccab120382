package dev.smsconfig.secret;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a SOPS file says about itself, under {@code sops}.
 *
 * @param ageKeys the data key, encrypted to one age recipient each; at least one
 * @param mac the encrypted hash over the values
 * @param lastModified goes with the MAC
 * @param macOnlyEncrypted whether values that are not encrypted are left out of the MAC, so that anybody may change them
 */
record SopsMetadata(
        List<String> ageKeys, String mac, String lastModified, SopsSelection selection, boolean macOnlyEncrypted) {

    /** The format did not change within version 3; what comes after it is not known. */
    private static final Pattern VERSION = Pattern.compile("3\\.[0-9]+\\.[0-9]+(?:[-+].*)?");

    private static final List<String> OTHER_KEYS = List.of("pgp", "kms", "gcp_kms", "azure_kv", "hc_vault", "hckms");

    SopsMetadata {
        ageKeys = List.copyOf(ageKeys);
    }

    static SopsMetadata of(SopsNode.Mapping root) throws SopsRefusal {
        if (!(root.entries().get("sops") instanceof SopsNode.Mapping sops)) {
            throw SopsRefusal.of("it has no 'sops' section, so it is not encrypted by SOPS; encrypt it with 'sops -e'");
        }
        Map<String, SopsNode> fields = sops.entries();
        String version = text(fields, "version");
        if (version == null || !VERSION.matcher(version).matches()) {
            throw SopsRefusal.of("it is of a version of SOPS that is not known here; encrypt it with SOPS 3");
        }
        String mac = text(fields, "mac");
        String lastModified = text(fields, "lastmodified");
        if (mac == null || mac.isEmpty() || lastModified == null) {
            throw SopsRefusal.of("its MAC is missing, so nothing tells whether it was changed; restore the file");
        }
        return new SopsMetadata(
                ageKeys(group(fields)),
                mac,
                lastModified,
                selection(fields),
                "true".equals(text(fields, "mac_only_encrypted")));
    }

    /** The keys of which each alone opens the file. */
    private static Map<String, SopsNode> group(Map<String, SopsNode> fields) throws SopsRefusal {
        if (!(fields.get("key_groups") instanceof SopsNode.Listing groups)
                || groups.items().isEmpty()) {
            return fields;
        }
        if (groups.items().size() == 1 && groups.items().get(0) instanceof SopsNode.Mapping only) {
            return only.entries();
        }
        throw SopsRefusal.forProgram("its key is shared among several groups");
    }

    private static List<String> ageKeys(Map<String, SopsNode> group) throws SopsRefusal {
        List<String> keys = new ArrayList<>();
        if (group.get("age") instanceof SopsNode.Listing age) {
            for (SopsNode item : age.items()) {
                String key = item instanceof SopsNode.Mapping entry ? text(entry.entries(), "enc") : null;
                if (key == null) {
                    throw SopsRefusal.of("an age key in it is malformed; restore the file");
                }
                keys.add(key);
            }
        }
        if (!keys.isEmpty()) {
            return keys;
        }
        if (OTHER_KEYS.stream().anyMatch(group::containsKey)) {
            throw SopsRefusal.forProgram("it is encrypted to no age key, but to PGP or a key service");
        }
        throw SopsRefusal.of("it names no key that it is encrypted to; restore the file");
    }

    private static SopsSelection selection(Map<String, SopsNode> fields) throws SopsRefusal {
        List<SopsSelection> selections = new ArrayList<>();
        for (boolean encrypts : new boolean[] {true, false}) {
            String prefix = encrypts ? "encrypted_" : "unencrypted_";
            String suffix = text(fields, prefix + "suffix");
            if (suffix != null && !suffix.isEmpty()) {
                selections.add(SopsSelection.bySuffix(suffix, encrypts));
            }
            String regex = text(fields, prefix + "regex");
            if (regex != null && !regex.isEmpty()) {
                selections.add(SopsSelection.byPattern(regex, encrypts));
            }
            if (text(fields, prefix + "comment_regex") != null) {
                throw SopsRefusal.forProgram("comments in it say what is encrypted");
            }
        }
        if (selections.size() > 1) {
            throw SopsRefusal.of("it says in several ways what is encrypted; restore the file");
        }
        return selections.isEmpty() ? SopsSelection.STANDARD : selections.get(0);
    }

    private static @Nullable String text(Map<String, SopsNode> fields, String name) {
        return fields.get(name) instanceof SopsNode.Scalar scalar ? scalar.text() : null;
    }
}
