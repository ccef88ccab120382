package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SelectTest {

    private static final List<String> ALL = List.of(
            "DefaultSmsCountry",
            "NetServerSmsProvider",
            "NsPluginSender",
            "NsPluginConfig",
            "TableRight",
            "FieldProperties");

    @TempDir
    Path folder;

    private SampleServer server;
    private WebApiCaller caller;

    @BeforeEach
    void start() throws Exception {
        server = SampleServerFixture.start(folder.resolve("state.jsonl"), "Cust00001");
        caller = new WebApiCaller(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$select=NsPluginSender,DefaultSmsCountry",
                "%24select=NsPluginSender%2CDefaultSmsCountry",
                "$select=nspluginsender,DEFAULTSMSCOUNTRY",
                "$SELECT=%20NsPluginSender%20,+DefaultSmsCountry",
                "$select=NsPluginSender,Nothing,,DefaultSmsCountry",
                "x=1&$select=NsPluginSender&$select=DefaultSmsCountry"
            })
    void whatIsNotSelectedIsNull(String query) throws Exception {
        JsonNode answer = get(query);

        assertThat(answer.propertyNames()).containsExactlyElementsOf(ALL);
        assertThat(present(answer)).containsExactly("DefaultSmsCountry", "NsPluginSender");
    }

    @Test
    void rightsCanBeSelected() throws Exception {
        assertThat(present(get("$select=TableRight"))).containsExactly("TableRight");
    }

    @Test
    void namesThatThereAreNotSelectNothing() throws Exception {
        assertThat(present(get("$select=Nothing"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$select=", "$select", "$select=%20,", "select=NsPluginSender", "$top=1", "%24select=%FF"})
    void withoutASelectionEverythingIsThere(String query) throws Exception {
        assertThat(present(get(query))).isEqualTo(query.endsWith("%FF") ? List.of() : ALL);
    }

    @Test
    void whatIsNotSelectedIsNilInXml() throws Exception {
        HttpResponse<String> response =
                caller.send(caller.authorized(caller.uri("Cust00001", "GetSmsConfig?$select=NsPluginSender"))
                        .header("Accept", "application/xml")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build());

        assertThat(response.body())
                .contains("<NsPluginSender>Legacy</NsPluginSender>")
                .contains("<DefaultSmsCountry xsi:nil=\"true\">")
                .contains("<TableRight xsi:nil=\"true\">");
    }

    @Test
    void onlyGetSelects() throws Exception {
        JsonNode answer = WebApiCaller.json(caller.post("Cust00001", "CreateDefaultSmsConfig?$select=NsPluginSender"));

        assertThat(present(answer)).isEqualTo(ALL);
    }

    private JsonNode get(String query) throws Exception {
        return WebApiCaller.json(caller.post("Cust00001", "GetSmsConfig?" + query));
    }

    private static List<String> present(JsonNode answer) {
        return answer.properties().stream()
                .filter(property -> !property.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList();
    }
}
