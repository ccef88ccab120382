package dev.smsconfig.webapi;

import dev.smsconfig.auth.BasicAuthentication;
import dev.smsconfig.auth.Credential;
import dev.smsconfig.http.ScriptedServer;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.server.SmsConfigServerContract;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** Calls over a real socket, with a deadline of 500 ms. */
final class WireCalls {

    static final TenantId TENANT = new TenantId("Cust12345");
    static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofMillis(500));
    static final String JSON = "Content-Type: application/json; charset=utf-8\r\n";
    static final String OK = "200 OK\r\nContent-Type: application/json; charset=utf-8";
    static final String WHOLE = "{\"DefaultSmsCountry\":\"+47\",\"NetServerSmsProvider\":\"CM\","
            + "\"NsPluginSender\":\"Acme\",\"NsPluginConfig\":{\"cm_username\":\"u\"},\"TableRight\":null}";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);

    static WebApiClient client(String template, Transport transport) {
        return client(new WebApiEndpoint(template, true), transport);
    }

    static WebApiClient client(TenantDirectory directory, Transport transport) {
        return new WebApiClient(calls(directory, transport), WireForm.JSON, Languages.AS_STORED, CLOCK);
    }

    static TenantCalls calls(TenantDirectory directory, Transport transport) {
        return new TenantCalls(
                directory,
                new BasicAuthentication(Credential.of(new Secret("user")), Credential.of(new Secret("pass"))),
                transport);
    }

    static Observation observe(ScriptedServer server, Timeouts timeouts) {
        try (Transport transport = new Transport(timeouts, 2, true)) {
            return client(server.template(), transport).observe(TENANT);
        }
    }

    static SaveResult save(ScriptedServer server, Timeouts timeouts) {
        try (Transport transport = new Transport(timeouts, 2, true)) {
            return client(server.template(), transport).save(TENANT, sample());
        }
    }

    static SmsConfig sample() {
        return SmsConfigServerContract.sample();
    }

    static Failure failure(Observation observation) {
        return ((Observation.NotObserved) observation).failure();
    }

    static Failure failure(SaveResult result) {
        if (result instanceof SaveResult.NotSaved notSaved) {
            return notSaved.failure();
        }
        return ((SaveResult.Unclear) result).failure();
    }

    private WireCalls() {}
}
