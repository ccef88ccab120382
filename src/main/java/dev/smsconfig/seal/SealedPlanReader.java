package dev.smsconfig.seal;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.TenantId;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a plan file back, and believes none of it before the hash of the whole is right. */
public final class SealedPlanReader {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SealedPlanReader() {}

    /**
     * @param file the whole file
     * @throws UnusablePlanException where it is no plan of this version, is incomplete or was changed
     */
    public static SealedPlan read(byte[] file) throws UnusablePlanException {
        requireVersion(file);
        int seal = lastLine(file);
        try {
            byte[] line = Arrays.copyOfRange(file, seal, file.length - 1);
            JsonNode last = object(line);
            String sha256 = text(last, "sha256");
            SealedPlan.Signature signature = signature(last);
            boolean asWritten = Arrays.equals(line, PlanJson.seal(sha256, signature));
            if (!asWritten || !sha256.equals(Sha256.hex(Arrays.copyOf(file, seal)))) {
                throw changed();
            }
            List<byte[]> lines = lines(file, seal);
            return new SealedPlan(
                    header(object(lines.get(0))), tenants(lines.subList(1, lines.size())), sha256, signature);
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            // not the message: it may quote the file
            throw changed();
        }
    }

    private static UnusablePlanException changed() {
        return new UnusablePlanException("it was changed after it was made, or is cut off: its seal does not fit");
    }

    private static UnusablePlanException none() {
        return new UnusablePlanException("it is no sealed plan");
    }

    /** Told apart from a changed file, since one of another version may be whole. */
    private static void requireVersion(byte[] file) throws UnusablePlanException {
        int end = indexOfLineEnd(file, 0);
        JsonNode header;
        try {
            header = MAPPER.readTree(Arrays.copyOf(file, end < 0 ? file.length : end));
        } catch (JacksonException e) {
            throw none();
        }
        if (!header.path("kind").asString("").equals(PlanJson.KIND)) {
            throw none();
        }
        if (!header.path("formatVersion").asString("").equals(SealedPlan.FORMAT_VERSION)) {
            throw new UnusablePlanException(
                    "it is in another format than the one of this version, which is " + SealedPlan.FORMAT_VERSION);
        }
    }

    private static int lastLine(byte[] file) throws UnusablePlanException {
        if (file.length == 0 || file[file.length - 1] != '\n') {
            throw changed();
        }
        for (int i = file.length - 2; i >= 0; i--) {
            if (file[i] == '\n') {
                return i + 1;
            }
        }
        throw changed();
    }

    private static int indexOfLineEnd(byte[] file, int from) {
        for (int i = from; i < file.length; i++) {
            if (file[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Those before the seal, without their ends. */
    private static List<byte[]> lines(byte[] file, int seal) {
        List<byte[]> lines = new ArrayList<>();
        for (int from = 0; from < seal; ) {
            int end = indexOfLineEnd(file, from);
            lines.add(Arrays.copyOfRange(file, from, end));
            from = end + 1;
        }
        return lines;
    }

    private static SealedPlan.Header header(JsonNode line) {
        return new SealedPlan.Header(
                new SealedPlan.Origin(
                        text(line, "run"),
                        Instant.parse(text(line, "madeAt")),
                        optional(line, "commit"),
                        bool(line, "dirty")),
                new SealedPlan.Place(text(line, "environment"), text(line, "address")),
                new SealedPlan.Scope(optional(line, "selection"), number(line, "fleet"), text(line, "seed")),
                text(line, "keyCheck"));
    }

    private static List<SealedPlan.Tenant> tenants(List<byte[]> lines) {
        List<SealedPlan.Tenant> tenants = new ArrayList<>(lines.size());
        Set<TenantId> seen = new HashSet<>();
        for (byte[] line : lines) {
            SealedPlan.Tenant tenant = tenant(object(line));
            if (!seen.add(tenant.tenant())) {
                throw new IllegalArgumentException("a tenant stands in it twice");
            }
            tenants.add(tenant);
        }
        return tenants;
    }

    private static SealedPlan.Tenant tenant(JsonNode line) {
        List<FieldChange> changes = new ArrayList<>();
        for (JsonNode change : line.path("changes")) {
            String treatment = optional(change, "treatment");
            changes.add(new FieldChange(
                    text(change, "field"),
                    optional(change, "from"),
                    optional(change, "to"),
                    bool(change, "sensitive"),
                    Cause.valueOf(text(change, "cause")),
                    treatment == null ? Treatment.HEAL : Treatment.valueOf(treatment)));
        }
        List<String> unverifiable = new ArrayList<>();
        for (JsonNode field : line.path("unverifiable")) {
            unverifiable.add(field.asString());
        }
        return new SealedPlan.Tenant(
                new TenantId(text(line, "tenant")),
                text(line, "wave"),
                text(line, "file"),
                text(line, "desired"),
                new SealedPlan.Finding(OutcomeKind.valueOf(text(line, "outcome")), changes, unverifiable));
    }

    private static SealedPlan.@Nullable Signature signature(JsonNode seal) {
        String key = optional(seal, "key");
        if (key == null) {
            return null;
        }
        String base64 = text(seal, "signature");
        // the decoder takes texts that differ for the same bytes
        if (!Base64.getEncoder()
                .encodeToString(Base64.getDecoder().decode(base64))
                .equals(base64)) {
            throw new IllegalArgumentException("not as it is written");
        }
        return new SealedPlan.Signature(key, base64);
    }

    private static JsonNode object(byte[] line) {
        JsonNode node = MAPPER.readTree(line);
        if (!node.isObject()) {
            throw new IllegalArgumentException("not an object");
        }
        return node;
    }

    private static String text(JsonNode node, String name) {
        String text = optional(node, name);
        if (text == null) {
            throw new IllegalArgumentException("a text is missing");
        }
        return text;
    }

    private static @Nullable String optional(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.stringValue() : null;
    }

    private static boolean bool(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isBoolean()) {
            throw new IllegalArgumentException("a truth value is missing");
        }
        return value.booleanValue();
    }

    private static int number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isInt()) {
            throw new IllegalArgumentException("a number is missing");
        }
        return value.intValue();
    }
}
