package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RoutesTest {

    private static final String AGENT = "/api/v1/Agents/CustomerService/";

    @TempDir
    Path folder;

    private SampleServer server;
    private WebApiCaller caller;

    @BeforeEach
    void start() throws Exception {
        server = SampleServerFixture.start(
                folder.resolve("state.jsonl"),
                Map.of(
                        "Onsite", TenantProfile.ONSITE,
                        "Newer", Profiles.version("11.1.447.0"),
                        "Moved", Profiles.host("online2.superoffice.com")));
        caller = new WebApiCaller(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/Onsite/api, 10.5.4.1012",
        "/Onsite/api/, 10.5.4.1012",
        "/Onsite/API, 10.5.4.1012",
        "/Newer/api, 11.1.447.0"
    })
    void theVersionIsToldWithoutALogin(String path, String version) throws Exception {
        HttpResponse<String> response = openly(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(WebApiCaller.json(response).get("NetServerVersion").stringValue())
                .isEqualTo(version);
    }

    @Test
    void theAddressOfTheVersionIsToldToo() throws Exception {
        assertThat(WebApiCaller.json(openly("/Onsite/api")).get("v1").stringValue())
                .isEqualTo(server.url() + "/Onsite/api/v1");
    }

    @Test
    void theVersionIsJsonEvenWhereXmlIsPreferred() throws Exception {
        HttpRequest request = caller.request(URI.create(server.url() + "/Onsite/api"))
                .header("Accept", "text/html, application/xml, */*;q=0.1")
                .build();

        assertThat(caller.send(request).headers().firstValue("Content-Type"))
                .hasValue("application/json; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Onsite/api", "/Onsite/api/v1", "/Onsite" + AGENT + "GetSmsConfig"})
    void whatTheServerTellsOfItselfIsNotToBeHadInXml(String path) throws Exception {
        HttpResponse<String> response = caller.send(caller.authorized(URI.create(server.url() + path))
                .header("Accept", "application/xml")
                .build());

        assertThat(response.statusCode()).isEqualTo(406);
        assertThat(response.body()).contains("<ErrorType>NotAcceptable</ErrorType>");
    }

    @Test
    void theVersionIsNotToldByPost() throws Exception {
        HttpResponse<String> response = caller.call("POST", "/Onsite/api");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("GET");
    }

    @Test
    void theAddressesNeedALogin() throws Exception {
        assertThat(openly("/Onsite/api/v1").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/Onsite/api/v1", "/Onsite/api/v1/", "/Onsite/Api/V1"})
    void theAddressesOfAllOperationsAreTold(String path) throws Exception {
        JsonNode addresses = WebApiCaller.json(caller.call("GET", path));

        String agent = server.url() + "/Onsite" + AGENT;
        assertThat(addresses.propertyNames())
                .containsExactlyInAnyOrder(
                        agent + "GetSmsConfig", agent + "SaveSmsConfig", agent + "CreateDefaultSmsConfig");
        assertThat(addresses)
                .allSatisfy(methods -> assertThat(methods.propertyNames()).containsExactly("POST"));
    }

    @Test
    void aNewerServerHasGetOnly() throws Exception {
        JsonNode addresses = WebApiCaller.json(caller.call("GET", "/Newer/api/v1"));

        assertThat(addresses.propertyNames()).containsExactly(server.url() + "/Newer" + AGENT + "GetSmsConfig");
    }

    @Test
    void aNewerServerStillAnswersGet() throws Exception {
        assertThat(caller.post("Newer", "GetSmsConfig").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SaveSmsConfig", "CreateDefaultSmsConfig"})
    void aNewerServerNeitherHasNorDescribesTheOthers(String operation) throws Exception {
        assertThat(caller.post("Newer", operation).statusCode()).isEqualTo(404);
        assertThat(caller.call("GET", "/Newer" + AGENT + operation).statusCode())
                .isEqualTo(404);
        assertThat(caller.call("PUT", "/Newer" + AGENT + operation).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSaveOnANewerServerStoresNothing() throws Exception {
        assertThat(caller.save("Newer", SampleServerFixture.SAVE).statusCode()).isEqualTo(404);
        assertThat(caller.sender("Newer")).isEqualTo("Legacy");
    }

    @Test
    void getDescribesAnOperation() throws Exception {
        JsonNode description = WebApiCaller.json(caller.call("GET", "/Onsite" + AGENT + "SaveSmsConfig"));

        assertThat(description.get("Name").stringValue()).isEqualTo("SaveSmsConfig");
        assertThat(description.get("Method").stringValue()).isEqualTo("POST");
        assertThat(description.get("Url").stringValue()).isEqualTo(server.url() + "/Onsite" + AGENT + "SaveSmsConfig");
        assertThat(description.get("Summary").stringValue()).startsWith("Updates the existing SmsConfig");
        assertThat(description.get("Parameters").toString())
                .isEqualTo("[{\"Name\":\"entity\",\"Type\":\"SmsConfig\",\"Source\":\"body\"}]");
        assertThat(description.get("Request").get("ContentTypes").size()).isEqualTo(7);
        assertThat(description.get("Response").get("Type").stringValue()).isEqualTo("SmsConfig");
        assertThat(description.get("Response").get("ContentTypes").size()).isEqualTo(6);
    }

    @Test
    void anOperationWithoutABodyIsDescribedWithoutOne() throws Exception {
        JsonNode description = WebApiCaller.json(caller.call("GET", "/Onsite" + AGENT + "GetSmsConfig"));

        assertThat(description.get("Parameters").size()).isZero();
        assertThat(description.get("Request").size()).isZero();
    }

    @Test
    void describingInvokesNothing() throws Exception {
        caller.call("GET", "/Onsite" + AGENT + "GetSmsConfig");
        caller.send(caller.authorized(caller.uri("Onsite", "SaveSmsConfig"))
                .header("Content-Type", "application/json")
                .method("GET", HttpRequest.BodyPublishers.ofString(SampleServerFixture.SAVE))
                .build());

        assertThat(server.requestLog().requests("GetSmsConfig")).isZero();
        assertThat(server.requestLog().requests("SaveSmsConfig")).isZero();
        assertThat(caller.sender("Onsite")).isEqualTo("Legacy");
    }

    @Test
    void describingNeedsALogin() throws Exception {
        assertThat(openly("/Onsite" + AGENT + "GetSmsConfig").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", AGENT + "SaveSmsConfig"})
    void headIsGetWithoutTheBody(String path) throws Exception {
        RawHttp.Response response = RawHttp.exchange(
                server,
                "HEAD /Onsite" + path + " HTTP/1.1\nHost: x\nConnection: close\nAuthorization: "
                        + WebApiCaller.basic("sample:sample"),
                "");

        assertThat(response.status()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(response.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/Agents/CustomerService/getsmsconfig",
                "/API/V1/AGENTS/CUSTOMERSERVICE/GETSMSCONFIG",
                "/api/v1/agents/customerService/GetSmsConfig"
            })
    void namesInThePathAreReadInAnyCase(String path) throws Exception {
        assertThat(caller.call("POST", "/Onsite" + path).statusCode()).isEqualTo(200);
        assertThat(server.requestLog().requests("GetSmsConfig")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/Onsite",
                "/Onsite/apis",
                "/Onsite/api//",
                "/Onsite/api/v2",
                "/Onsite/api/v1/Agents",
                "/Onsite/api/v1/Agents/CustomerService",
                "/Onsite/api/v1/Agents/CustomerService/",
                "/Onsite/api/v1/Agents/Contact/GetSmsConfig",
                "/Onsite/api/v1/Agents/CustomerService/GetSmsConfig/",
                "/Onsite/api/v1/Agents/CustomerService/GetSmsConfig%00",
                "/Nobody/api/v1",
                "/onsite/api/v1"
            })
    void otherPathsAreNotFound(String path) throws Exception {
        assertThat(caller.call("GET", path).statusCode()).isEqualTo(404);
    }

    @Test
    void theVersionOfATenantThatThereIsNotIsNotFound() throws Exception {
        assertThat(openly("/Nobody/api").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "online2.superoffice.com, 200",
        "online2.superoffice.com:8443, 200",
        "ONLINE2.SuperOffice.com, 200",
        "online3.superoffice.com, 421",
        "127.0.0.1:1, 421",
        "online2.superoffice.com.evil.example, 421"
    })
    void aTenantIsServedUnderItsOwnHostOnly(String host, int status) throws Exception {
        assertThat(RawHttp.exchange(
                                server,
                                "POST /Moved" + AGENT + "GetSmsConfig HTTP/1.1\nHost: " + host
                                        + "\nContent-Length: 0\nAuthorization: "
                                        + WebApiCaller.basic("sample:sample"),
                                "")
                        .status())
                .startsWith("HTTP/1.1 " + status);
        assertThat(RawHttp.exchange(server, "GET /Moved/api HTTP/1.1\nHost: " + host, "")
                        .status())
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void atTheWrongHostNothingIsStored() throws Exception {
        HttpResponse<String> response = caller.save("Moved", SampleServerFixture.SAVE);

        assertThat(response.statusCode()).isEqualTo(421);
        assertThat(WebApiCaller.json(response).get("ErrorType").stringValue()).isEqualTo("MisdirectedRequest");
        assertThat(server.requestLog().requests("SaveSmsConfig")).isZero();
    }

    @Test
    void aTenantWithoutAHostIsServedUnderAny() throws Exception {
        assertThat(RawHttp.exchange(server, "GET /Onsite/api HTTP/1.1\nHost: any.example", "")
                        .status())
                .startsWith("HTTP/1.1 200");
    }

    private HttpResponse<String> openly(String path) throws Exception {
        return caller.send(caller.request(URI.create(server.url() + path)).build());
    }
}
