package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.TenantId;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TenantProfileTest {

    private static final String MASK = "•••••";

    @TempDir
    Path folder;

    private SampleServer server;
    private WebApiCaller caller;

    @BeforeEach
    void startAnOrdinaryServer() throws Exception {
        server = serverOf(TenantProfile.ONSITE);
        caller = new WebApiCaller(server);
    }

    private void start(TenantProfile profile) throws Exception {
        server.close();
        server = serverOf(profile);
        caller = new WebApiCaller(server);
    }

    private SampleServer serverOf(TenantProfile profile) throws Exception {
        Map<String, TenantProfile> profiles = new LinkedHashMap<>();
        profiles.put("Cust00001", profile);
        profiles.put("Cust00002", TenantProfile.ONSITE);
        return SampleServerFixture.start(folder.resolve("state.jsonl"), profiles);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"9.2, true", "10.5.4.1012, true", "11.0.9, true", "11.1, false", "11.10.721.0, false", "12.2, false"})
    void saveExistsBefore11Point1(String version, boolean exists) throws Exception {
        start(Profiles.version(version));

        assertThat(caller.save("Cust00001", SampleServerFixture.SAVE).statusCode())
                .isEqualTo(exists ? 200 : 404);
    }

    @Test
    void maskOfAllIsNullWhereTheProfileHasNone() throws Exception {
        start(Profiles.rights(null, null, 668));

        JsonNode answer = caller.get("Cust00001");
        assertThat(answer.get("TableRight").isNull()).isTrue();
        assertThat(answer.get("FieldProperties").get("NsPluginSender").toString())
                .isEqualTo("{\"FieldRight\":null,\"FieldType\":\"System.String\",\"FieldLength\":668}");
    }

    @Test
    void rightsThatAreNotToldForbidNothing() throws Exception {
        start(Profiles.rights(null, null, 255));

        assertThat(caller.save("Cust00001", SampleServerFixture.SAVE).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"FULL", "Select, Update", "select,UPDATE", "UR", "URI", "Select, Update, Insert, Delete", "15"})
    void aMaskWithUpdateLetsSave(String mask) throws Exception {
        start(Profiles.rights(mask, "FULL", 255));

        assertThat(caller.save("Cust00001", SampleServerFixture.SAVE).statusCode())
                .isEqualTo(200);
        assertThat(caller.get("Cust00001").get("TableRight").get("Mask").stringValue())
                .isEqualTo(mask);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"None", "Select", "R", "Select, Insert, Delete", "Delete", "RestrictedUpdate", "", "1", "other"})
    void aMaskWithoutUpdateRefusesTheSave(String mask) throws Exception {
        start(Profiles.rights(mask, "FULL", 255));

        HttpResponse<String> response = caller.save("Cust00001", SampleServerFixture.SAVE);

        assertThat(response.statusCode()).isEqualTo(403);
        JsonNode error = WebApiCaller.json(response);
        assertThat(error.propertyNames()).containsExactly("Error", "ErrorType", "Message", "ErrorSource");
        assertThat(error.get("Message").stringValue()).isEqualTo("[SR_SMSCONFIG_NO_UPDATE]");
        assertThat(caller.sender("Cust00001")).isEqualTo("Legacy");
        assertThat(server.requestLog().savesOf(new TenantId("Cust00001"))).isZero();
    }

    @Test
    void theRefusalIsTranslated() throws Exception {
        start(Profiles.rights("Select", "Read", 255));

        HttpResponse<String> response = caller.send(caller.authorized(caller.uri("Cust00001", "SaveSmsConfig"))
                .headers("Content-Type", "application/json", "SO-Language", "sv")
                .POST(HttpRequest.BodyPublishers.ofString(SampleServerFixture.SAVE))
                .build());

        assertThat(WebApiCaller.json(response).get("Message").stringValue())
                .isEqualTo("Du har inte rätt att ändra SMS-konfigurationen.");
        assertThat(response.headers().firstValue("Content-Language")).hasValue("sv");
    }

    @Test
    void aMissingRightOtherThanUpdateHasAReasonOfItsOwn() throws Exception {
        start(Profiles.rights("Select, Update", "FULL", 255));

        assertThat(caller.get("Cust00001").get("TableRight").get("Reason").stringValue())
                .isEqualTo("[SR_SMSCONFIG_RIGHT_MISSING]");
    }

    @Test
    void masksHaveBlanksInXml() throws Exception {
        start(Profiles.rights("Select, Update, Delete", "Update, UIHintMandatory", 255));

        assertThat(caller.getWith("Cust00001", "Accept", "text/xml").body())
                .contains("<Mask>Select Update Delete</Mask>")
                .contains("<Mask>Update UIHintMandatory</Mask>");
    }

    @Test
    void theFieldLengthOfTheProfileIsTheLimit() throws Exception {
        start(Profiles.rights("FULL", "FULL", 4));

        assertThat(caller.save("Cust00001", "{\"NsPluginSender\":\"Acme\"}").statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = caller.save("Cust00001", "{\"NsPluginSender\":\"Acmes\"}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("'NsPluginSender' has more than 4 characters");
    }

    @Test
    void aFieldLengthOf0IsNoLimit() throws Exception {
        start(Profiles.rights("FULL", "FULL", 0));

        assertThat(caller.save("Cust00001", "{\"NsPluginSender\":\"" + "x".repeat(5_000) + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aServerThatTrimsStoresAndAnswersTrimmedTexts() throws Exception {
        start(Profiles.trimming());

        HttpResponse<String> response = caller.save(
                "Cust00001", "{\"NsPluginSender\":\" Ac me\\n\",\"NsPluginConfig\":{\" cm_password \":\"\\t p \"}}");

        JsonNode answer = WebApiCaller.json(response);
        assertThat(answer.get("NsPluginSender").stringValue()).isEqualTo("Ac me");
        assertThat(answer.get("NsPluginConfig").toString()).isEqualTo("{\"cm_password\":\"p\"}");
        assertThat(caller.get("Cust00001")).isEqualTo(answer);
    }

    @Test
    void aServerThatDoesNotTrimKeepsBlanks() throws Exception {
        caller.save("Cust00001", "{\"NsPluginSender\":\" Acme \"}");

        assertThat(caller.sender("Cust00001")).isEqualTo(" Acme ");
    }

    @Test
    void aServerThatMasksAnswersBulletsForSecretsOnly() throws Exception {
        start(Profiles.masking());

        JsonNode saved = WebApiCaller.json(
                caller.save(
                        "Cust00001",
                        "{\"NsPluginConfig\":{\"cm_username\":\"u\",\"cm_password\":\"p\",\"twilio_auth_token\":\"t\",\"x_password\":\"\"}}"));

        assertThat(saved.get("NsPluginConfig").toString())
                .isEqualTo("{\"cm_username\":\"u\",\"cm_password\":\"" + MASK + "\",\"twilio_auth_token\":\"" + MASK
                        + "\",\"x_password\":\"\"}");
        assertThat(caller.get("Cust00001").get("NsPluginConfig")).isEqualTo(saved.get("NsPluginConfig"));
        assertThat(folder.resolve("state.jsonl")).content().contains("\"cm_password\":\"p\"");
    }

    @Test
    void aServerThatDropsAKeyStoresTheOthers() throws Exception {
        start(Profiles.dropping("cm_serviceId"));

        caller.save("Cust00001", "{\"NsPluginConfig\":{\"cm_serviceId\":\"1\",\"cm_username\":\"u\"}}");

        assertThat(caller.get("Cust00001").get("NsPluginConfig").toString()).isEqualTo("{\"cm_username\":\"u\"}");
    }

    @Test
    void aServerMayAnswerNull() throws Exception {
        start(Profiles.answering(TenantProfile.Answers.NULL));

        HttpResponse<String> response = caller.post("Cust00001", "GetSmsConfig");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("null");
        assertThat(caller.getWith("Cust00001", "Accept", "text/xml").body())
                .contains("<SmsConfig ")
                .contains("xsi:nil=\"true\"");
    }

    @Test
    void aServerMayAnswerAnErrorObject() throws Exception {
        start(Profiles.answering(TenantProfile.Answers.ERROR_OBJECT));

        HttpResponse<String> response = caller.post("Cust00001", "GetSmsConfig");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(WebApiCaller.json(response).propertyNames()).containsExactly("Message", "MessageDetail");
    }

    @Test
    void aServerMayAnswerALoginPage() throws Exception {
        start(Profiles.answering(TenantProfile.Answers.LOGIN_PAGE));

        HttpResponse<String> response = caller.post("Cust00001", "GetSmsConfig");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(response.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void aServerMayAnswerForAnotherTenant() throws Exception {
        start(Profiles.answering(TenantProfile.Answers.OTHER_TENANT));
        caller.save("Cust00002", SampleServerFixture.withSender("Somebody else"));

        assertThat(caller.sender("Cust00001")).isEqualTo("Somebody else");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENTITY")
    void aSaveThatIsAnsweredWithSomethingElseIsNotStored(TenantProfile.Answers answers) throws Exception {
        start(Profiles.answering(answers));

        assertThat(caller.save("Cust00001", SampleServerFixture.SAVE).statusCode())
                .isEqualTo(200);
        assertThat(server.requestLog().savesOf(new TenantId("Cust00001"))).isZero();
        assertThat(folder.resolve("state.jsonl")).isEmptyFile();
    }
}
