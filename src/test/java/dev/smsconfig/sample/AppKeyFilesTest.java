package dev.smsconfig.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.sample.login.RsaKeyText;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keys that the server makes for apps, in both forms that clients read. */
class AppKeyFilesTest {

    private static final String SCENARIO = """
            tenants: { Cust00001: {} }
            logins:
              apps:
                - { name: Sample, clientId: app, clientSecret: secret, systemUserTokens: { Cust00001: Sample-1 } }
            """;

    @TempDir
    Path folder;

    private RSAPrivateCrtKey key() throws Exception {
        return RsaKeyText.privateKey(Files.readString(folder.resolve("app.pem")));
    }

    @Test
    void aKeyIsMadeAtTheFirstStartAndKept() throws Exception {
        ScenarioServer.makingKeys(folder, SCENARIO).close();
        RSAPrivateCrtKey first = key();
        try (ScenarioServer second = ScenarioServer.makingKeys(folder, SCENARIO)) {
            assertThat(key()).isEqualTo(first);
            assertThat(second.authenticate("secret", "Cust00001", second.signed("app", "Sample-1"))
                            .get("IsSuccessful")
                            .booleanValue())
                    .isTrue();
        }
        assertThat(first.getModulus().bitLength()).isEqualTo(2048);
    }

    @Test
    void theXmlIsTheSameKeyInTheVendorsForm() throws Exception {
        ScenarioServer.makingKeys(folder, SCENARIO).close();
        String xml = Files.readString(folder.resolve("app.xml"));
        RSAPrivateCrtKey key = key();

        assertThat(xml).startsWith("<RSAKeyValue><Modulus>").endsWith("</D></RSAKeyValue>\n");
        assertThat(number(xml, "Modulus", 256)).isEqualTo(key.getModulus());
        assertThat(number(xml, "Exponent", 3)).isEqualTo(key.getPublicExponent());
        assertThat(number(xml, "P", 128)).isEqualTo(key.getPrimeP());
        assertThat(number(xml, "Q", 128)).isEqualTo(key.getPrimeQ());
        assertThat(number(xml, "DP", 128)).isEqualTo(key.getPrimeExponentP());
        assertThat(number(xml, "DQ", 128)).isEqualTo(key.getPrimeExponentQ());
        assertThat(number(xml, "InverseQ", 128)).isEqualTo(key.getCrtCoefficient());
        assertThat(number(xml, "D", 256)).isEqualTo(key.getPrivateExponent());
    }

    private static BigInteger number(String xml, String element, int bytes) {
        Matcher matcher =
                Pattern.compile("<" + element + ">([^<]+)</" + element + ">").matcher(xml);
        assertThat(matcher.find()).as(element).isTrue();
        byte[] number = Base64.getDecoder().decode(matcher.group(1));
        assertThat(number).as(element).hasSize(bytes);
        return new BigInteger(1, number);
    }

    @Test
    void onlyTheOwnerMayReadThem() throws Exception {
        Assumptions.assumeTrue(Files.getFileStore(folder).supportsFileAttributeView(PosixFileAttributeView.class));
        ScenarioServer.makingKeys(folder, SCENARIO).close();

        for (String name : new String[] {"app.pem", "app.xml"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aMissingXmlIsWrittenAgain() throws Exception {
        ScenarioServer.makingKeys(folder, SCENARIO).close();
        String before = Files.readString(folder.resolve("app.xml"));
        Files.delete(folder.resolve("app.xml"));
        ScenarioServer.makingKeys(folder, SCENARIO).close();

        assertThat(Files.readString(folder.resolve("app.xml"))).isEqualTo(before);
    }

    @Test
    void aDamagedKeyIsAClearErrorAndLeftAsItIs() throws Exception {
        Files.writeString(
                folder.resolve("app.pem"), "-----BEGIN PRIVATE KEY-----\nDAMAGED\n-----END PRIVATE KEY-----\n");

        assertThatThrownBy(() -> ScenarioServer.makingKeys(folder, SCENARIO))
                .isInstanceOf(SampleServerStartException.class)
                .hasMessageContaining("app.pem")
                .hasMessageContaining("remove it")
                .message()
                .doesNotContain("DAMAGED");
        assertThat(Files.readString(folder.resolve("app.pem"))).contains("DAMAGED");
    }

    @Test
    void theAnnouncementNamesTheFilesAndNoSecret() throws Exception {
        try (ScenarioServer server = ScenarioServer.makingKeys(folder, SCENARIO)) {
            JsonNode line = JsonMapper.shared().readTree(server.server.announcement());

            assertThat(line.propertyNames()).containsExactly("url", "tenants", "auth", "state", "login", "apps");
            JsonNode app = line.get("apps").get(0);
            assertThat(app.get("clientId").stringValue()).isEqualTo("app");
            assertThat(Path.of(app.get("privateKeyPem").stringValue())).isEqualTo(folder.resolve("app.pem"));
            assertThat(Path.of(app.get("privateKeyXml").stringValue())).isEqualTo(folder.resolve("app.xml"));
            assertThat(line.get("login").stringValue()).isEqualTo(server.server.url() + "/login");
            assertThat(line.get("state").stringValue()).isEqualTo(server.server.url() + "/api/state/{tenant}");
            assertThat(server.server.announcement()).doesNotContain("secret", "Sample-1");
        }
    }

    @Test
    void anAppWithAPublicKeyOfItsOwnGetsNoFiles() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        String scenario =
                SCENARIO.replace("clientId: app,", "clientId: app, publicKey: \"" + pem.replace("\n", "\\n") + "\",");
        try (ScenarioServer server = ScenarioServer.makingKeys(folder, scenario)) {
            assertThat(folder.resolve("app.pem")).doesNotExist();
            assertThat(server.server.announcement()).doesNotContain("privateKey");
            String signed = ScenarioServer.sign(pair.getPrivate(), "Sample-1.202603011200");
            assertThat(server.authenticate("secret", "Cust00001", signed)
                            .get("IsSuccessful")
                            .booleanValue())
                    .isTrue();
        }
    }
}
