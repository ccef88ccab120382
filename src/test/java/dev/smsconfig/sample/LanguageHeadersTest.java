package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;

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

class LanguageHeadersTest {

    private static final String ENGLISH = "You do not have the right to change the SMS configuration.";
    private static final String UNTRANSLATED = "[SR_SMSCONFIG_NO_UPDATE]";

    @TempDir
    Path folder;

    private SampleServer server;
    private WebApiCaller caller;

    @BeforeEach
    void start() throws Exception {
        server = SampleServerFixture.start(
                folder.resolve("state.jsonl"),
                Map.of("Full", TenantProfile.ONSITE, "Reader", Profiles.rights("Select", "Read", 255)));
        caller = new WebApiCaller(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void withoutALanguageAReasonIsAnId() throws Exception {
        HttpResponse<String> response = caller.getWith("Reader");

        assertThat(reason(response)).isEqualTo(UNTRANSLATED);
        assertThat(fieldReason(response)).isEqualTo("[SR_SMSCONFIG_FIELD_READ_ONLY]");
        assertThat(response.headers().firstValue("Content-Language")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | en | You do not have the right to change the SMS configuration. | This field is read-only.",
                "nb | nb | Du har ikke rett til å endre SMS-konfigurasjonen. | Dette feltet er skrivebeskyttet.",
                "no | nb | Du har ikke rett til å endre SMS-konfigurasjonen. | Dette feltet er skrivebeskyttet.",
                "sv | sv | Du har inte rätt att ändra SMS-konfigurationen. | Det här fältet är skrivskyddat.",
                "da | da | Du har ikke ret til at ændre SMS-konfigurationen. | Dette felt er skrivebeskyttet.",
                "de | de | Sie haben nicht das Recht, die SMS-Konfiguration zu ändern. | Dieses Feld ist schreibgeschützt."
            })
    void reasonsAreTranslated(String language, String tag, String text, String fieldText) throws Exception {
        HttpResponse<String> response = caller.getWith("Reader", "Accept-Language", language);

        assertThat(reason(response)).isEqualTo(text);
        assertThat(fieldReason(response)).isEqualTo(fieldText);
        assertThat(response.headers().firstValue("Content-Language")).hasValue(tag);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sv-SE, en;q=0.8            | sv",
                "en;q=0.1, da;q=0.9         | da",
                "fr, de;q=0.5, en;q=0.1     | de",
                "sv;q=0, de;q=0.1           | de",
                "NB-no                      | nb",
                "fr                         | en",
                "*                          | en",
                "en-us; en-gb               | en",
                "de;q=much                  | en",
                "%%%                        | en"
            })
    void theBestLanguageThatThereIsCounts(String header, String tag) throws Exception {
        HttpResponse<String> response = caller.getWith("Reader", "Accept-Language", header);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Language")).hasValue(tag);
    }

    @Test
    void soLanguageGoesBeforeAcceptLanguage() throws Exception {
        HttpResponse<String> response =
                caller.getWith("Reader", "Accept-Language", "en-us; en-gb", "SO-Language", "nb-no");

        assertThat(response.headers().firstValue("Content-Language")).hasValue("nb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "X", "*"})
    void soLanguageCancelsTranslation(String cancel) throws Exception {
        HttpResponse<String> response = caller.getWith("Reader", "Accept-Language", "sv", "SO-Language", cancel);

        assertThat(reason(response)).isEqualTo(UNTRANSLATED);
        assertThat(response.headers().firstValue("Content-Language")).isEmpty();
    }

    @Test
    void anEmptySoLanguageIsNone() throws Exception {
        assertThat(caller.getWith("Reader", "Accept-Language", "sv", "SO-Language", " ")
                        .headers()
                        .firstValue("Content-Language"))
                .hasValue("sv");
    }

    @Test
    void aReasonIsEmptyWhereNoRightIsMissing() throws Exception {
        HttpResponse<String> response = caller.getWith("Full", "Accept-Language", "sv");

        assertThat(reason(response)).isEmpty();
        assertThat(fieldReason(response)).isEmpty();
        assertThat(response.headers().firstValue("Content-Language")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sv", "nb-NO", "not a culture", "%%%", "99"})
    void aCultureMakesNoDifferenceSinceNoTextHasANumber(String culture) throws Exception {
        HttpResponse<String> response = caller.getWith("Reader", "Accept-Language", "en", "SO-Culture", culture);

        assertThat(reason(response)).isEqualTo(ENGLISH);
        assertThat(response.body())
                .isEqualTo(caller.getWith("Reader", "Accept-Language", "en").body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "261                    | 261",
                "NO                     | NO",
                "UTC                    | UTC",
                "utc                    | utc",
                "NO, includeTZOffset    | NO",
                "Europe/Oslo            | Europe/Oslo"
            })
    void aTimeZoneThatThereIsComesBack(String header, String echoed) throws Exception {
        HttpResponse<String> response = caller.getWith("Full", "SO-TimeZone", header);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("SO-TimeZone")).hasValue(echoed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mars/Olympus", "QQ", "12345", "NO, more", "NO;x", "../etc", " "})
    void aTimeZoneThatThereIsNotIsAsNone(String header) throws Exception {
        HttpResponse<String> response = caller.getWith("Full", "SO-TimeZone", header);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("SO-TimeZone")).isEmpty();
    }

    private static String reason(HttpResponse<String> response) {
        return WebApiCaller.json(response).get("TableRight").get("Reason").stringValue();
    }

    private static String fieldReason(HttpResponse<String> response) {
        JsonNode field = WebApiCaller.json(response).get("FieldProperties").get("NsPluginConfig");
        return field.get("FieldRight").get("Reason").stringValue();
    }
}
