package dev.smsconfig.sample;

import dev.smsconfig.sample.scenario.Scenario;
import dev.smsconfig.sample.scenario.ScenarioApp;
import dev.smsconfig.sample.wire.JsonText;
import dev.smsconfig.state.TenantId;
import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The one line of JSON by which a server says how to reach it (CLI.md). */
final class Announcement {

    private final ObjectNode line = JsonText.MAPPER.createObjectNode();

    /** What there is without a scenario. It holds the password: that is its purpose, the server is for tests. */
    Announcement(String url, Collection<TenantId> tenants, Credentials credentials) {
        line.put("url", url);
        ArrayNode names = line.putArray("tenants");
        tenants.forEach(tenant -> names.add(tenant.value()));
        ObjectNode auth = line.putObject("auth");
        auth.put("scheme", "basic");
        auth.put("username", credentials.username());
        auth.put("password", credentials.password());
    }

    /** Adds where tenants are found and apps log in, and the files with the keys that were made for apps. */
    Announcement with(Scenario scenario, String url, AppKeyFiles keys) {
        line.put("state", url + "/api/state/{tenant}");
        line.put("login", url + "/login");
        ArrayNode apps = line.putArray("apps");
        for (ScenarioApp app : scenario.logins().apps()) {
            ObjectNode entry = apps.addObject();
            String clientId = app.registration().clientId();
            entry.put("name", app.registration().name());
            entry.put("clientId", clientId);
            if (app.publicKey() == null) {
                entry.put("privateKeyPem", keys.pem(clientId).toString());
                entry.put("privateKeyXml", keys.xml(clientId).toString());
            }
        }
        return this;
    }

    @Override
    public String toString() {
        return JsonText.MAPPER.writeValueAsString(line);
    }
}
