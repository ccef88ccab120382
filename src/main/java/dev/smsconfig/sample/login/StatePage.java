package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tenant directory, {@code GET /api/state/{tenant}}, which needs no login: where a tenant's API is, and whether it
 * answers (SuperOffice documentation, authentication and tenant status).
 */
final class StatePage {

    /** Seven digits of the second, as SuperOffice writes them. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSX").withZone(ZoneOffset.UTC);

    /** In these there is nothing at an address yet, or any more. */
    private static final Set<String> WITHOUT_ADDRESS =
            Set.of("Unknown", "Provisioning", "ProvisioningFailed", "Deleted");

    private final TenantDirectory tenants;
    private final TenantLinks links;
    private final Duration validFor;
    private final Clock clock;

    /** @param validFor how far in the future an answer's {@code ValidUntil} is */
    StatePage(TenantDirectory tenants, TenantLinks links, Duration validFor, Clock clock) {
        this.tenants = tenants;
        this.links = links;
        this.validFor = validFor;
        this.clock = clock;
    }

    SiteReply answer(String name, int port) {
        Optional<TenantSite> site = TenantId.isValid(name) ? tenants.of(new TenantId(name)) : Optional.empty();
        return site.map(known -> SiteReply.json(200, body(new TenantId(name), known, port)))
                .orElseGet(() -> SiteReply.error(404, "SoNotFoundException", "There is no such tenant."));
    }

    private ObjectNode body(TenantId tenant, TenantSite site, int port) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("ContextIdentifier", tenant.value());
        boolean hasAddress = !WITHOUT_ADDRESS.contains(site.state());
        String endpoint = links.endpoint(tenant, site, port);
        body.put("Endpoint", hasAddress ? endpoint : null);
        body.put("State", site.state());
        body.put("IsRunning", site.isRunning());
        body.put("ValidUntil", TIME.format(clock.instant().plus(validFor)));
        body.put("Api", hasAddress ? endpoint + "/api" : null);
        body.put("Version", release(site.version()));
        return body;
    }

    /** For example {@code Release_10.5_2026.02.24-01} for 10.5.4.1012; the date is always the same. */
    private static String release(String version) {
        String[] parts = version.split("\\.");
        return "Release_" + (parts.length > 1 ? parts[0] + "." + parts[1] : version) + "_2026.02.24-01";
    }
}
