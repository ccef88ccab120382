package dev.smsconfig.secret;

import com.exceptionfactory.jagged.framework.armor.ArmoredEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Encrypts as SOPS 3 does (https://getsops.io/docs), for one age recipient. */
final class SopsSample {

    /** SOPS's published test key pair (getsops/sops, age/keysource_test.go). */
    static final String IDENTITY = "AGE-SECRET-KEY-1G0Q5K9TV4REQ3ZSQRMTMG8NSWQGYT0T7TZ33RAZEE0GZYVZN0APSU24RK7";

    static final String RECIPIENT = "age1lzd99uklcjnc0e7d860axevet2cz99ce9pq6tzuzd05l5nr28ams36nvun";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final byte[] dataKey = random(32);
    private final Map<String, Object> metadata = new LinkedHashMap<>();
    private Predicate<String> unencrypted = key -> key.endsWith("_unencrypted");
    private boolean macOnlyEncrypted;

    SopsSample() {
        metadata.put("age", List.of(Map.of("recipient", RECIPIENT, "enc", ageKey(dataKey))));
        metadata.put("lastmodified", "2026-05-22T20:16:23Z");
        metadata.put("version", "3.13.1");
    }

    SopsSample with(String name, Object value) {
        metadata.put(name, value);
        return this;
    }

    /** @param key whether a value below a key of that name stays as it is */
    SopsSample leaving(Predicate<String> key) {
        unencrypted = key;
        return this;
    }

    SopsSample macOnlyEncrypted() {
        macOnlyEncrypted = true;
        return with("mac_only_encrypted", true);
    }

    String json(Map<String, ?> tree) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(encrypted(tree));
    }

    String yaml(Map<String, ?> tree) {
        StringBuilder yaml = new StringBuilder();
        write(encrypted(tree), "", yaml);
        return yaml.toString();
    }

    /** One value in SOPS's form, as it stands at a path of keys. */
    String value(String text, String type, String context) {
        byte[] iv = random(32);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(dataKey, "AES"), new GCMParameterSpec(128, iv));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            ByteBuffer sealed = ByteBuffer.wrap(cipher.doFinal(text.getBytes(StandardCharsets.UTF_8)));
            byte[] data = new byte[sealed.remaining() - 16];
            byte[] tag = new byte[16];
            sealed.get(data).get(tag);
            return "ENC[AES256_GCM,data:" + base64(data) + ",iv:" + base64(iv) + ",tag:" + base64(tag) + ",type:" + type
                    + "]";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> encrypted(Map<String, ?> tree) {
        MessageDigest hash = sha512();
        if (macOnlyEncrypted) {
            hash.update(sha256("sops"));
        }
        Map<String, Object> root = new LinkedHashMap<>();
        tree.forEach((key, value) -> root.put(key, encrypted(value, List.of(key), hash)));
        Map<String, Object> sops = new LinkedHashMap<>(metadata);
        String mac = HexFormat.of().withUpperCase().formatHex(hash.digest());
        sops.putIfAbsent("mac", value(mac, "str", String.valueOf(metadata.get("lastmodified"))));
        sops.values().removeIf(""::equals);
        root.put("sops", sops);
        return root;
    }

    private Object encrypted(Object value, List<String> path, MessageDigest hash) {
        if (value instanceof Map<?, ?> mapping) {
            Map<String, Object> entries = new LinkedHashMap<>();
            mapping.forEach((key, below) -> {
                List<String> deeper = new ArrayList<>(path);
                deeper.add((String) key);
                entries.put((String) key, encrypted(below, deeper, hash));
            });
            return entries;
        }
        if (value instanceof List<?> items) {
            return items.stream().map(item -> encrypted(item, path, hash)).toList();
        }
        boolean open = path.stream().anyMatch(unencrypted);
        String text = value instanceof Boolean truth ? (truth ? "True" : "False") : value.toString();
        if (!open || !macOnlyEncrypted) {
            hash.update(text.getBytes(StandardCharsets.UTF_8));
        }
        return open ? value : value(text, type(value), String.join(":", path) + ":");
    }

    private static String type(Object value) {
        if (value instanceof Boolean) {
            return "bool";
        }
        return value instanceof Integer ? "int" : value instanceof Double ? "float" : "str";
    }

    private static void write(Object node, String indent, StringBuilder yaml) {
        if (node instanceof Map<?, ?> mapping) {
            mapping.forEach((key, value) -> {
                yaml.append(indent).append(JSON.writeValueAsString(key)).append(':');
                write(value, indent, value instanceof Map || value instanceof List, yaml);
            });
        } else {
            for (Object item : (List<?>) node) {
                yaml.append(indent).append('-');
                write(item, indent, item instanceof Map || item instanceof List, yaml);
            }
        }
    }

    private static void write(Object value, String indent, boolean isNested, StringBuilder yaml) {
        if (isNested) {
            yaml.append('\n');
            write(value, indent + "    ", yaml);
        } else if (value instanceof String text && !text.startsWith("ENC[")) {
            yaml.append(' ').append(JSON.writeValueAsString(text)).append('\n');
        } else {
            yaml.append(' ').append(value).append('\n');
        }
    }

    private static String ageKey(byte[] dataKey) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (WritableByteChannel age = new ArmoredEncryptingChannelFactory()
                    .newEncryptingChannel(
                            Channels.newChannel(out),
                            List.of(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(RECIPIENT)))) {
                age.write(ByteBuffer.wrap(dataKey));
            }
            return out.toString(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static MessageDigest sha512() {
        try {
            return MessageDigest.getInstance("SHA-512");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
