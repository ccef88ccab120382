package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.auth.BasicAuthentication;
import dev.smsconfig.auth.Credential;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Capability;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.Rights;
import dev.smsconfig.state.Rights.Permission;
import dev.smsconfig.state.Rights.Rule;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the client sends, and makes of the answers, word for word as they are documented. */
class RecordedContractTest {

    private static final TenantId TENANT = new TenantId("Cust12345");
    private static final Languages SWEDISH = new Languages(Map.of("Accept-Language", "sv"));

    /** What the page's sample saves. */
    private static final SmsConfig SAMPLE = config(
            "Sokovia",
            "quia",
            "magnam",
            Map.of("NsPluginConfig1", new Secret("molestiae"), "NsPluginConfig2", new Secret("aut")));

    private final Transport transport = new Transport(Timeouts.standard(), 2, true);

    @AfterEach
    void close() {
        transport.close();
    }

    private static SmsConfig config(String country, String provider, String sender, Map<String, Value> settings) {
        return new SmsConfig(
                Map.of(
                        SmsProperty.DEFAULT_SMS_COUNTRY, Value.text(country),
                        SmsProperty.NET_SERVER_SMS_PROVIDER, Value.text(provider),
                        SmsProperty.NS_PLUGIN_SENDER, Value.text(sender)),
                settings);
    }

    private TenantCalls calls(RecordedWebApi api) {
        return new TenantCalls(
                api.directory(),
                new BasicAuthentication(Credential.of(new Secret("tje0")), Credential.of(new Secret("Tje0"))),
                transport);
    }

    private WebApiClient client(RecordedWebApi api, WireForm form, Languages languages) {
        return new WebApiClient(calls(api), form, languages, WireCalls.CLOCK);
    }

    private Observation observe(String recording) throws IOException {
        try (RecordedWebApi api = new RecordedWebApi(recording)) {
            Observation observation =
                    client(api, WireForm.JSON, Languages.AS_STORED).observe(TENANT);
            api.assertAsked();
            return observation;
        }
    }

    private ObservedState observed(String recording) throws IOException {
        return ((Observation.Observed) observe(recording)).state();
    }

    private SaveResult save(String recording) throws IOException {
        try (RecordedWebApi api = new RecordedWebApi(recording)) {
            SaveResult result = client(api, WireForm.JSON, Languages.AS_STORED).save(TENANT, SAMPLE);
            api.assertAsked();
            return result;
        }
    }

    @Test
    void sendsThePagesSampleRequestHeaderForHeaderAndTakesItsSampleResponse() throws IOException {
        try (RecordedWebApi api = new RecordedWebApi("save-page-sample")) {
            assertThat(client(api, WireForm.JSON, SWEDISH).save(TENANT, SAMPLE)).isEqualTo(new SaveResult.Saved());
            api.assertAsked();
        }
    }

    @Test
    void readsThePagesSampleResponse() throws UnreadableAnswerException {
        String body = Recording.of("save-page-sample").answer().body();
        assertThat(WireForm.JSON.entity(SmsConfigJson.utf8(body)))
                .isEqualTo(new Entity(
                        config(
                                "Sokovia",
                                "eaque",
                                "quos",
                                Map.of(
                                        "NsPluginConfig1", new Secret("quia"),
                                        "NsPluginConfig2", new Secret("voluptatem"))),
                        new Rights(Permission.DENIED, Map.of())));
    }

    @Test
    void readsAnAnswerWhoseRightsAreNull() throws IOException {
        assertThat(observed("get-rights-null")).isEqualTo(new ObservedState(TENANT, SAMPLE, Rights.UNTOLD));
    }

    @Test
    void readsMasksOfSeveralNames() throws IOException {
        assertThat(observed("get-rights-filled"))
                .isEqualTo(new ObservedState(
                        TENANT,
                        config(
                                "+47",
                                "PSWinCom SMS",
                                "Stark Industries",
                                Map.of("pswin_username", Value.text("stark"), "pswin_password", new Secret("pa55"))),
                        new Rights(
                                Permission.GRANTED,
                                Map.of(
                                        SmsProperty.DEFAULT_SMS_COUNTRY, new Rule(Permission.DENIED, 0),
                                        SmsProperty.NET_SERVER_SMS_PROVIDER, new Rule(Permission.GRANTED, 255),
                                        SmsProperty.NS_PLUGIN_SENDER, new Rule(Permission.GRANTED, 255)))));
    }

    @Test
    void readsNamesInCamelCase() throws IOException {
        assertThat(observed("get-camel-case"))
                .isEqualTo(new ObservedState(
                        TENANT,
                        config(
                                "+47",
                                "Twilio",
                                "Stark",
                                Map.of(
                                        "twilio_account_sid",
                                        Value.text("AC1"),
                                        "twilio_auth_token",
                                        new Value.Masked())),
                        new Rights(Permission.GRANTED, Map.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "get-null,UNEXPECTED,null",
        "get-internal-error,UNEXPECTED,an error object",
        "get-login-page,UNEXPECTED,perhaps a login page",
        "get-not-found,NOT_FOUND,(SoNotFoundException)",
        "get-unauthorized,UNAUTHENTICATED,the credential was refused",
        "get-misdirected,MISDIRECTED,the tenant is on another host",
        "get-busy,SERVER_ERROR,it asks to wait 120 s"
    })
    void knowsNothingOfATenantWhoseServerGivesNoEntity(String recording, Kind kind, String message) throws IOException {
        Failure failure = ((Observation.NotObserved) observe(recording)).failure();
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.message()).contains(message);
    }

    @Test
    void passesOnHowLongABusyServerAsksToWait() throws IOException {
        Failure failure = ((Observation.NotObserved) observe("get-busy")).failure();
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(120));
        assertThat(failure.isTransient()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"save-argument-exception,(ArgumentException)", "save-bad-request,the request was refused"})
    void aSaveThatIsRefusedIsSurelyNotMade(String recording, String message) throws IOException {
        SaveResult result = save(recording);
        assertThat(result).isInstanceOf(SaveResult.NotSaved.class);
        Failure failure = ((SaveResult.NotSaved) result).failure();
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.message()).contains(message).doesNotContain("Webhook", "parameters");
    }

    @Test
    void aSaveThatIsAnsweredWithNullIsUnclear() throws IOException {
        assertThat(save("save-null")).isInstanceOf(SaveResult.Unclear.class);
    }

    @Test
    void savesInXml() throws IOException, UnreadableAnswerException {
        try (RecordedWebApi api = new RecordedWebApi("save-xml")) {
            assertThat(client(api, WireForm.XML, Languages.AS_STORED).save(TENANT, SAMPLE))
                    .isEqualTo(new SaveResult.Saved());
            api.assertAsked();
        }
        String body = Recording.of("save-xml").answer().body();
        assertThat(WireForm.XML.entity(SmsConfigJson.utf8(body)))
                .isEqualTo(new Entity(
                        SAMPLE,
                        new Rights(
                                Permission.GRANTED,
                                Map.of(SmsProperty.NS_PLUGIN_SENDER, new Rule(Permission.UNTOLD, 255)))));
    }

    @Test
    void asksTheDirectoryAndReadsItsAnswer() throws IOException, UnreadableAnswerException {
        try (RecordedWebApi api = new RecordedWebApi("state-running")) {
            StateDirectory directory = new StateDirectory(
                    new StateEndpoint(api.root() + "/api/state/{tenant}", true), transport, WireCalls.CLOCK);
            assertThat(directory.locate(TENANT))
                    .isEqualTo(new TenantDirectory.Located(
                            URI.create("https://online2.superoffice.com/Cust12345/api"), "Running"));
            api.assertAsked();
        }
        assertThat(new StateEndpoint("https://online.superoffice.com/api/state/{tenant}", false)
                        .admitted("https://online2.superoffice.com/Cust12345/api"))
                .hasHost("online2.superoffice.com");
    }

    @Test
    void asksForTheVersionWithoutACredential() throws IOException {
        try (RecordedWebApi api = new RecordedWebApi("version")) {
            assertThat(new ServerProbe(calls(api), WireCalls.CLOCK).probe(TENANT))
                    .isEqualTo(Capability.told(Capability.Save.YES, "10.5.4.1012"));
            api.assertAsked();
        }
    }
}
