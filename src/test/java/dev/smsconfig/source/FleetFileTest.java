package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.source.Environment.Auth;
import dev.smsconfig.source.Environment.Embedded;
import dev.smsconfig.source.Environment.Network;
import dev.smsconfig.source.Environment.Place;
import dev.smsconfig.source.Environment.Proxy;
import dev.smsconfig.source.Environment.Saving;
import dev.smsconfig.source.Environment.WebApi;
import dev.smsconfig.source.Environment.Wire;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.Rate;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetFileTest {

    @TempDir
    Path dir;

    @Test
    void readsEveryField() {
        Fleet fleet = read("""
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: sample
                environments:
                  sample: { server: embedded }
                  onsite:
                    api: "https://crm.example.com/{tenant}/api"
                    auth: { scheme: basic, username: svc-sms, password: "ref+file:///run/secrets/onsite" }
                secrets: { plaintext: deny }
                guards: { maxChanged: 40% }
                rollout:
                  waves:
                    - { name: canary, select: "ring=canary" }
                    - { name: rest }
                  failureBudget: { max: 3, percent: 2 }
                """);

        assertThat(fleet.defaultEnvironment()).isEqualTo("sample");
        assertThat(fleet.environments())
                .containsExactly(
                        Map.entry("sample", new Embedded("sample", Saving.FREE)),
                        Map.entry(
                                "onsite",
                                new WebApi(
                                        "onsite",
                                        new Place.Api("https://crm.example.com/{tenant}/api"),
                                        Network.DIRECT,
                                        new Auth.Basic(
                                                Value.text("svc-sms"),
                                                new SecretReference("file", "/run/secrets/onsite")),
                                        Wire.STANDARD,
                                        Saving.FREE)));
        assertThat(fleet.plaintext()).isEqualTo(PlaintextPolicy.DENY);
        assertThat(sample(fleet).guards().maxChanged()).isEqualTo(new ShareOrCount(40, true));
        assertThat(sample(fleet).rollout().waves())
                .containsExactly(
                        Wave.of("canary", LabelSelector.parse("ring=canary")),
                        Wave.of("rest", LabelSelector.everything()));
        assertThat(sample(fleet).rollout().failureBudget()).isEqualTo(new FailureBudget(3, 2));
    }

    @Test
    void fillsInWhatTheFileLeavesOpen() {
        Fleet fleet = read(TestFolder.FLEET.replace("secrets: { plaintext: allow }\n", ""));

        assertThat(fleet.plaintext()).isEqualTo(PlaintextPolicy.WARN);
        assertThat(sample(fleet).guards().maxChanged()).isEqualTo(new ShareOrCount(30, true));
        assertThat(sample(fleet).rollout().waves()).containsExactly(Wave.of("all", LabelSelector.everything()));
        assertThat(sample(fleet).rollout().failureBudget()).isEqualTo(new FailureBudget(null, 5));
    }

    @Test
    void findsAnEnvironmentByName() {
        Fleet fleet = read(TestFolder.FLEET);

        assertThat(fleet.environment("sample")).contains(new Embedded("sample", Saving.FREE));
        assertThat(fleet.environment("other")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"50,50,false", "0,0,false", "30%,30,true", "100%,100,true", "'\"30%\"',30,true"})
    void readsTheGuardAsAShareOrANumber(String written, int value, boolean percent) {
        assertThat(sample(read(TestFolder.fleet("guards: { maxChanged: " + written + " }")))
                        .guards()
                        .maxChanged())
                .isEqualTo(new ShareOrCount(value, percent));
    }

    @Test
    void takesALiteralPasswordForASecret() {
        String auth = "auth: { scheme: basic, username: \"ref+env://U\", password: Zq7 } }";
        Fleet fleet = read(TestFolder.environment("{ api: \"https://a.example/{tenant}/api\", " + auth));

        assertThat(fleet.environment("onsite"))
                .get()
                .extracting(e -> ((WebApi) e).auth())
                .isEqualTo(new Auth.Basic(new SecretReference("env", "U"), new Secret("Zq7")));
    }

    @Test
    void readsWhereTheKeysLie() {
        assertThat(read(TestFolder.fleet("keys: { fingerprint: \"ref+file:///run/secrets/fp\", signing:"
                                + " \"ref+vault://kv/smsconfig#/seal\", audit: \"ref+env://AUDIT\" }"))
                        .keys())
                .isEqualTo(new Fleet.Keys(
                        new SecretReference("file", "/run/secrets/fp"),
                        SecretReference.parse("ref+vault://kv/smsconfig#/seal"),
                        new SecretReference("env", "AUDIT")));
        assertThat(read(TestFolder.fleet("keys: {}")).keys()).isEqualTo(Fleet.Keys.NONE);
        assertThat(read(TestFolder.FLEET).keys()).isEqualTo(Fleet.Keys.NONE);
    }

    @Test
    void readsWhereProofIsKept() {
        assertThat(read(TestFolder.fleet("audit: { checkpoints: /srv/evidence, origin: crm.example.com/sms }"))
                        .audit())
                .isEqualTo(new Fleet.Audit("/srv/evidence", null, "crm.example.com/sms"));
        assertThat(read(TestFolder.fleet("audit: { branch: audit/checkpoints }"))
                        .audit())
                .isEqualTo(new Fleet.Audit(null, "audit/checkpoints", null));
        assertThat(read(TestFolder.fleet("audit: {}")).audit()).isEqualTo(Fleet.Audit.NONE);
        assertThat(read(TestFolder.FLEET).audit()).isEqualTo(Fleet.Audit.NONE);
    }

    @Test
    void refusesAFolderAndABranchForTheSameProof() {
        assertThat(TestFolder.in(dir).problemsOfFleet(TestFolder.fleet("audit: { checkpoints: /e, branch: evidence }")))
                .extracting(TestFolder::brief)
                .containsExactly("config.value 7:35");
    }

    @ParameterizedTest
    @CsvSource({
        "checkpoints: evidence, config.value 7:23",
        "checkpoints: ../evidence, config.value 7:23",
        "branch: a..b, config.value 7:18",
        "branch: /a, config.value 7:18",
        "branch: a b, config.value 7:18",
        "origin: a b, config.value 7:18",
        "origin: a+b, config.value 7:18",
        "folder: /x, config.unknown-field 7:10"
    })
    void refusesAPlaceOfProofThatIsPartOfTheConfigFolderAndANameThatNoKeyCanHave(String entry, String brief) {
        assertThat(TestFolder.in(dir).problemsOfFleet(TestFolder.fleet("audit: { " + entry + " }")))
                .extracting(TestFolder::brief)
                .containsExactly(brief);
    }

    @ParameterizedTest
    @CsvSource({
        "fingerprint: Zq7key, secret.reference 7:22",
        "signing: Zq7key, secret.reference 7:18",
        "fingerprint: \"ref+file:///run/{tenant}/fp\", secret.reference 7:22",
        "signing: , secret.reference 7:17",
        "sign: x, config.unknown-field 7:9"
    })
    void refusesAKeyThatIsWrittenHereOrIsOneForEachTenant(String entry, String brief) {
        assertThat(TestFolder.in(dir).problemsOfFleet(TestFolder.fleet("keys: { " + entry + " }")))
                .extracting(TestFolder::brief)
                .containsExactly(brief);
    }

    @Test
    void readsThatAnEnvironmentWantsACommit() {
        Fleet fleet =
                read(TestFolder.FLEET.replace("{ server: embedded }", "{ server: embedded, requireCommit: true }"));

        assertThat(fleet.environment("sample")).contains(new Embedded("sample", new Saving(true, true, false)));
    }

    @Test
    void readsWhereTheAllowedSignersStand() {
        assertThat(read(TestFolder.fleet("allowedSigners: configs/allowed_signers"))
                        .allowedSigners())
                .isEqualTo("configs/allowed_signers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/allowed_signers", "../allowed_signers", "a/../../b", "C:\\\\keys", "a//b", "\"\""})
    void refusesAllowedSignersOutsideOfTheRepository(String path) {
        assertThat(TestFolder.in(dir).problemsOfFleet(TestFolder.fleet("allowedSigners: " + path)))
                .extracting(TestFolder::brief)
                .containsExactly("config.value 7:17");
    }

    @Test
    void readsHowServersAreReached() {
        String network = "rate: 10/s, caFile: ca/own.pem, proxy: \"proxy.example.com:3128\", insecure: true, ";
        Fleet fleet =
                read(TestFolder.environment("{ api: \"https://a.example/{tenant}\", " + network + EveryRuleTest.AUTH));

        assertThat(fleet.environment("onsite"))
                .get()
                .extracting(e -> ((WebApi) e).network())
                .isEqualTo(new Network(true, new Rate(10), "ca/own.pem", new Proxy("proxy.example.com", 3128)));
    }

    @Test
    void readsThatThereIsNoLimitOfRequests() {
        Fleet fleet =
                read(TestFolder.environment("{ api: \"https://a.example/{tenant}\", rate: 0, " + EveryRuleTest.AUTH));

        assertThat(fleet.environment("onsite"))
                .get()
                .extracting(e -> ((WebApi) e).network().rate())
                .isEqualTo(Rate.UNLIMITED);
    }

    @ParameterizedTest
    @CsvSource({"never,false", "allowed,true"})
    void readsWhetherAnythingMayBeSaved(String written, boolean writes) {
        Fleet fleet =
                read(TestFolder.FLEET.replace("{ server: embedded }", "{ server: embedded, writes: " + written + " }"));

        assertThat(fleet.environment("sample")).contains(new Embedded("sample", new Saving(writes, false, false)));
    }

    @Test
    void readsThatAnEnvironmentWantsFourEyes() {
        Fleet fleet = read(TestFolder.FLEET.replace("{ server: embedded }", "{ server: embedded, fourEyes: true }"));

        assertThat(fleet.environment("sample")).contains(new Embedded("sample", new Saving(true, false, true)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "{ maxAge: 2d, signed: required } | 48 | REQUIRED",
                "{ signed: optional } | 24 | OPTIONAL",
                "{} | 24 | none"
            })
    void readsWhatHasToHoldOfASealedPlan(String written, int hours, Environment.@Nullable Signed signed) {
        Fleet fleet =
                read(TestFolder.FLEET.replace("{ server: embedded }", "{ server: embedded, plans: " + written + " }"));

        assertThat(fleet.environment("sample"))
                .get()
                .extracting(environment -> environment.saving().plans())
                .isEqualTo(new Environment.Plans(Duration.ofHours(hours), signed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"maxAge: 0s", "maxAge: 31d", "maxAge: x"})
    void refusesAnAgeThatNoPlanCanHaveOrThatIsNone(String written) {
        String text =
                TestFolder.FLEET.replace("{ server: embedded }", "{ server: embedded, plans: { " + written + " } }");

        assertThat(TestFolder.in(dir).problemsOfFleet(text))
                .extracting(Problem::rule)
                .containsExactly(Rule.CONFIG_DURATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"a:b\""})
    void refusesUserNamesThatBasicAuthenticationCannotCarry(String username) {
        String text = TestFolder.environment("{ api: \"https://a.example/{tenant}/api\", auth: { scheme: basic,"
                + " username: §" + username + ", password: \"ref+env://A\" } }");

        assertThat(TestFolder.in(dir).problemsOfFleet(text))
                .extracting(TestFolder::brief)
                .containsExactly("config.value " + TestFolder.placeOf(text));
    }

    @Test
    void judgesTenantsByThePolicyOfAFleetFileThatIsBrokenElsewhere() {
        Configuration configuration = TestFolder.in(dir)
                .write("fleet.yaml", TestFolder.FLEET.replace("allow", "deny") + "sped: {}\n")
                .write("tenants/no/Cust1.yaml", TestFolder.setting("cm_password: Zq7"))
                .read();

        assertThat(configuration.problems())
                .extracting(TestFolder::brief)
                .containsExactly("config.unknown-field 7:1", "secret.plaintext 6:18");
    }

    private Fleet read(String text) {
        Configuration configuration =
                TestFolder.in(dir).write("fleet.yaml", text).read();
        assertThat(configuration.problems()).isEmpty();
        Fleet fleet = configuration.fleet();
        assertThat(fleet).isNotNull();
        return List.of(fleet).get(0);
    }

    private static Policies sample(Fleet fleet) {
        return fleet.policies("sample");
    }
}
