package dev.smsconfig.report;

import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.TenantId;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is read back of a run's report.
 *
 * @param environment the run's
 * @param incomplete the tenants that were not where git wanted them when the run ended
 */
public record ReportedTenants(String environment, Set<TenantId> incomplete) {

    private static final JsonMapper MAPPER = new JsonMapper();

    public ReportedTenants {
        incomplete = Set.copyOf(incomplete);
    }

    /** Reads what {@link JsonReport#write} wrote; empty where it is anything else, or not all of it. */
    public static Optional<ReportedTenants> read(InputStream in) {
        try (JsonParser json = MAPPER.createParser(in)) {
            return read(json);
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<ReportedTenants> read(JsonParser json) {
        String environment = "";
        Set<TenantId> incomplete = null;
        boolean known = false;
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("formatVersion")) {
                known = json.getString().equals(JsonReport.FORMAT_VERSION);
            } else if (name.equals("run") && value == JsonToken.START_OBJECT) {
                environment =
                        json.<JsonNode>readValueAsTree().path("environment").asString("");
            } else if (name.equals("tenants") && value == JsonToken.START_ARRAY) {
                incomplete = incomplete(json);
            } else {
                json.skipChildren();
            }
        }
        boolean whole = json.currentToken() == JsonToken.END_OBJECT && known && !environment.isEmpty();
        return whole && incomplete != null
                ? Optional.of(new ReportedTenants(environment, incomplete))
                : Optional.empty();
    }

    private static Set<TenantId> incomplete(JsonParser json) {
        Set<TenantId> incomplete = new LinkedHashSet<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            JsonNode tenant = json.readValueAsTree();
            if (OutcomeKind.valueOf(tenant.path("outcome").asString("")).isIncomplete()) {
                incomplete.add(new TenantId(tenant.path("tenant").asString("")));
            }
        }
        return incomplete;
    }
}
