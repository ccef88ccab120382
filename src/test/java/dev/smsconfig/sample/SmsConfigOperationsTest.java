package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.TenantId;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SmsConfigOperationsTest {

    @TempDir
    Path folder;

    private SampleServer server;
    private WebApiCaller caller;

    @BeforeEach
    void start() throws Exception {
        String[] tenants = IntStream.rangeClosed(1, 50)
                .mapToObj(n -> "Cust%05d".formatted(n))
                .toArray(String[]::new);
        server = SampleServerFixture.start(folder.resolve("state.jsonl"), tenants);
        caller = new WebApiCaller(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void getAnswersTheLegacyConfigOfATenantThatWasNeverSaved() throws Exception {
        assertThat(settings(caller.get("Cust00001")))
                .isEqualTo(json("{'DefaultSmsCountry':'+47','NetServerSmsProvider':'CM','NsPluginSender':'Legacy',"
                        + "'NsPluginConfig':{'cm_serviceId':'1','cm_username':'old','cm_password':'old'}}"));
    }

    @Test
    void answersCarryRightsAndFieldPropertiesOfEveryProperty() throws Exception {
        JsonNode answer = caller.get("Cust00001");

        assertThat(answer.get("TableRight")).isEqualTo(json("{'Mask':'FULL','Reason':''}"));
        String text = "{'FieldRight':{'Mask':'FULL','Reason':''},'FieldType':'System.String','FieldLength':255}";
        assertThat(answer.get("FieldProperties"))
                .isEqualTo(
                        json("{'DefaultSmsCountry':" + text + ",'NetServerSmsProvider':" + text + ",'NsPluginSender':"
                                + text + ",'NsPluginConfig':" + text.replace("System.String", "object") + "}"));
    }

    @Test
    void answersAreJsonInUtf8() throws Exception {
        HttpResponse<String> response = caller.save("Cust00001", SampleServerFixture.withSender("Blåbær 📱"));

        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        assertThat(caller.sender("Cust00001")).isEqualTo("Blåbær 📱");
    }

    @Test
    void saveAnswersTheSavedConfigWithRights() throws Exception {
        HttpResponse<String> response = caller.save("Cust00001", SampleServerFixture.SAVE);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(settings(WebApiCaller.json(response))).isEqualTo(json(SampleServerFixture.SAVE));
        assertThat(WebApiCaller.json(response).has("TableRight")).isTrue();
    }

    @Test
    void getAnswersWhatWasSaved() throws Exception {
        caller.save("Cust00001", SampleServerFixture.SAVE);

        assertThat(settings(caller.get("Cust00001"))).isEqualTo(json(SampleServerFixture.SAVE));
    }

    @Test
    void saveOfOneTenantLeavesTheOthers() throws Exception {
        caller.save("Cust00001", SampleServerFixture.SAVE);

        assertThat(caller.sender("Cust00002")).isEqualTo("Legacy");
    }

    @Test
    void absentPropertiesAreReplacedNotKept() throws Exception {
        caller.save("Cust00001", SampleServerFixture.SAVE);

        caller.save("Cust00001", "{\"NsPluginSender\":\"Only\"}");

        assertThat(settings(caller.get("Cust00001")))
                .isEqualTo(json("{'DefaultSmsCountry':'','NetServerSmsProvider':'','NsPluginSender':'Only',"
                        + "'NsPluginConfig':{}}"));
    }

    @Test
    void nullReplacesEachProperty() throws Exception {
        caller.save("Cust00001", SampleServerFixture.SAVE);

        caller.save(
                "Cust00001",
                "{\"DefaultSmsCountry\":null,\"NetServerSmsProvider\":null,\"NsPluginSender\":null,\"NsPluginConfig\":null}");

        assertThat(settings(caller.get("Cust00001")))
                .isEqualTo(json("{'DefaultSmsCountry':'','NetServerSmsProvider':'','NsPluginSender':'',"
                        + "'NsPluginConfig':{}}"));
    }

    @Test
    void keysOfThePluginConfigAreReplacedAsAWhole() throws Exception {
        caller.save("Cust00001", "{\"NsPluginConfig\":{\"a\":\"1\",\"B\":\"2\"}}");

        caller.save("Cust00001", "{\"NsPluginConfig\":{\"B\":\"3\"}}");

        assertThat(caller.get("Cust00001").get("NsPluginConfig")).isEqualTo(json("{'B':'3'}"));
    }

    @Test
    void propertyNamesAreReadInAnyCaseAndWrittenInPascalCase() throws Exception {
        caller.save("Cust00001", "{\"nsPluginSender\":\"camel\",\"DEFAULTSMSCOUNTRY\":\"+45\"}");

        JsonNode answer = caller.get("Cust00001");
        assertThat(answer.get("NsPluginSender").stringValue()).isEqualTo("camel");
        assertThat(answer.get("DefaultSmsCountry").stringValue()).isEqualTo("+45");
    }

    @Test
    void unknownPropertiesAndEchoedRightsAreIgnored() throws Exception {
        HttpResponse<String> response = caller.save(
                "Cust00001",
                "{\"NsPluginSender\":\"Acme\",\"Colour\":{\"deep\":[1]},\"TableRight\":{\"Mask\":\"None\"}}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("Colour").doesNotContain("None");
    }

    @Test
    void saveTakesTextJsonToo() throws Exception {
        byte[] body = SampleServerFixture.SAVE.getBytes(StandardCharsets.UTF_8);

        assertThat(caller.send(caller.save("Cust00001", "Text/JSON;charset=UTF-8", body))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void createDefaultAnswersDefaults() throws Exception {
        assertThat(settings(WebApiCaller.json(caller.post("Cust00001", "CreateDefaultSmsConfig"))))
                .isEqualTo(json("{'DefaultSmsCountry':'+47','NetServerSmsProvider':'','NsPluginSender':'',"
                        + "'NsPluginConfig':{}}"));
    }

    @Test
    void createDefaultStoresNothing() throws Exception {
        caller.post("Cust00001", "CreateDefaultSmsConfig");

        assertThat(caller.sender("Cust00001")).isEqualTo("Legacy");
    }

    @Test
    void savesOfManyTenantsAtOnceAllArriveWhole() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> saves = new ArrayList<>();
        for (TenantId tenant : server.tenants()) {
            for (int n = 0; n < 4; n++) {
                saves.add(caller.saveLater(tenant.value(), SampleServerFixture.withSender("Sender of " + tenant)));
            }
        }

        assertThat(saves)
                .allSatisfy(save -> assertThat(save.join().statusCode()).isEqualTo(200));
        for (TenantId tenant : server.tenants()) {
            assertThat(caller.sender(tenant.value())).isEqualTo("Sender of " + tenant);
            assertThat(server.requestLog().savesOf(tenant)).isEqualTo(4);
        }
    }

    @Test
    void requestLogCountsRequestsPerOperation() throws Exception {
        caller.get("Cust00001");
        caller.save("Cust00001", SampleServerFixture.SAVE);
        caller.save("Cust00001", "broken");

        assertThat(server.requestLog().requests("GetSmsConfig")).isEqualTo(1);
        assertThat(server.requestLog().requests("SaveSmsConfig")).isEqualTo(2);
        assertThat(server.requestLog().requests("CreateDefaultSmsConfig")).isZero();
    }

    @Test
    void requestLogCountsOnlyStoredSaves() throws Exception {
        caller.save("Cust00001", SampleServerFixture.SAVE);
        caller.save("Cust00001", "broken");

        assertThat(server.requestLog().savesOf(new TenantId("Cust00001"))).isEqualTo(1);
    }

    private static JsonNode settings(JsonNode answer) {
        return JsonMapper.shared()
                .createObjectNode()
                .set("DefaultSmsCountry", answer.get("DefaultSmsCountry"))
                .set("NetServerSmsProvider", answer.get("NetServerSmsProvider"))
                .set("NsPluginSender", answer.get("NsPluginSender"))
                .set("NsPluginConfig", answer.get("NsPluginConfig"));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
