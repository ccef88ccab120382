package dev.smsconfig.cli;

import dev.smsconfig.state.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads a list of tenants: one id in each line, {@code #} begins a comment. */
final class TenantIds {

    private TenantIds() {}

    /** @throws IllegalArgumentException where it is none, with what is wrong about the file; repeats nothing of it */
    static Set<TenantId> parse(byte[] bytes) {
        Set<TenantId> tenants = new LinkedHashSet<>();
        List<String> lines = text(bytes).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String id = lines.get(i).replaceFirst("#.*", "").strip();
            if (!id.isEmpty() && !TenantId.isValid(id)) {
                throw new IllegalArgumentException(
                        "has no tenant id in line " + (i + 1) + "; write one id in each line");
            }
            if (!id.isEmpty()) {
                tenants.add(new TenantId(id));
            }
        }
        return tenants;
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("is no text in UTF-8; write tenant ids, one in each line");
        }
    }
}
