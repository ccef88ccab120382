package dev.smsconfig.job;

import dev.smsconfig.audit.CheckpointFolder;
import dev.smsconfig.audit.Run;
import dev.smsconfig.git.TestRepository;
import dev.smsconfig.plan.Guard;
import dev.smsconfig.report.audit.TrailCheck;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import dev.smsconfig.tlog.SignerKey;
import dev.smsconfig.tlog.TestSigners;
import dev.smsconfig.tlog.VerifierKey;
import dev.smsconfig.verification.Verifier;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/**
 * Thirty nights of a fleet of twelve tenants, 2026-10-10 to 2026-11-08 in Oslo, really run: quiet nights, changes, drift,
 * failures and their resume, missed nights, a rollout with an approval, an override, the night whose hour comes twice.
 */
public final class RecordedMonth implements AutoCloseable {

    public static final String FROM = "2026-10-10";
    public static final String TO = "2026-11-09";
    public static final String CANARY = "zq-canary-";

    private static final SignerKey SIGNER = TestSigners.signer("crm.example.com/sms", 30);

    private static final String ANN = "Ann Author <ann@example.com>";
    private static final String BO = "Bo Builder <bo@example.com>";

    private static final Map<String, List<String>> TENANTS = Map.of(
            "no", List.of("Oslo", "Bergen", "Tromso"),
            "se", List.of("Malmo", "Umea", "Kiruna"),
            "dk", List.of("Aarhus", "Odense", "Ribe"),
            "fi", List.of("Turku", "Oulu", "Espoo"));

    private static final Map<String, String> GROUPS =
            Map.of("no", "norway", "se", "sweden", "dk", "denmark", "fi", "finland");

    public final TestRepository repository;
    public final Path work;
    public final RecordedFleet fleet;
    private final Path key;

    private RecordedMonth(Path folder) throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
        key = folder.resolve("ann");
        repository = TestRepository.in(folder.resolve("repository"));
        fleet = new RecordedFleet(repository.configs(), work);
        Files.writeString(work.resolve("audit.vkey"), SIGNER.verifier().text() + "\n");
        fleet.store()
                .signedBy(
                        new Checkpoints(fleet.store(), SIGNER, new Checkpoints.Place(checkpoints(), false), warning -> {
                            throw new AssertionError(warning);
                        }));
    }

    private CheckpointFolder checkpoints() {
        return new CheckpointFolder(work.resolve("checkpoints"));
    }

    /** What verifying the trail comes to. */
    public TrailCheck check() {
        try {
            List<VerifierKey> keys = List.of(SIGNER.verifier());
            return new TrailCheck(
                    new Verifier(fleet.store().evidence(), checkpoints().all(), keys).verify(), keys);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plays the month in an empty folder. */
    public static RecordedMonth in(Path folder) {
        try {
            RecordedMonth month = new RecordedMonth(folder);
            month.prepare();
            month.play();
            return month;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void prepare() throws IOException {
        // always the same key, so that commits have the same ids; it signs nothing but these
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) 42);
        Ed25519PrivateKeyParameters pair = new Ed25519PrivateKeyParameters(seed, 0);
        StringWriter text = new StringWriter();
        try (PemWriter pem = new PemWriter(text)) {
            pem.writeObject(new PemObject("OPENSSH PRIVATE KEY", OpenSSHPrivateKeyUtil.encodePrivateKey(pair)));
        }
        Files.writeString(key, text.toString());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        String shown = "ssh-ed25519 "
                + Base64.getEncoder().encodeToString(OpenSSHPublicKeyUtil.encodePublicKey(pair.generatePublicKey()));
        repository
                .write("configs/allowed_signers", "ann@example.com namespaces=\"git\" " + shown + "\n")
                .write("configs/fleet.yaml", fleetFile(""))
                .write("configs/groups/norway.yaml", group("norway", "+47", "Contoso Norge", "ref+env://CM_NO"))
                .write("configs/groups/sweden.yaml", group("sweden", "+46", "Contoso Sverige", "ref+env://CM_SE"))
                .write("configs/groups/denmark.yaml", group("denmark", "+45", "Contoso Danmark", "ref+env://CM_DK"))
                .write("configs/groups/finland.yaml", group("finland", "+358", "Contoso Suomi", "ref+env://CM_FI"));
        TENANTS.forEach((country, tenants) -> tenants.forEach(tenant -> {
            repository.write("configs/tenants/" + country + "/" + tenant + ".yaml", tenant(tenant, country, ""));
            fleet.server.put(
                    new TenantId(tenant),
                    new SmsConfig(
                            Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text("Legacy")),
                            Map.of("cm_username", Value.text("old"))));
        }));
        TENANTS.keySet()
                .forEach(country -> fleet.secrets.put(
                        "ref+env://CM_" + country.toUpperCase(java.util.Locale.ROOT), CANARY + country));
    }

    private static String fleetFile(String gate) {
        return """
                apiVersion: smsconfig/v1
                kind: Fleet
                defaultEnvironment: production
                environments:
                  production:
                    api: "https://crm.example.com/{tenant}/api"
                    auth: { scheme: basic, username: svc-sms, password: "ref+env://CRM_PASSWORD" }
                allowedSigners: configs/allowed_signers
                schedule: { cron: "0 2 * * *", zone: Europe/Oslo }
                guards: { maxChanged: 40%% }
                rollout:
                  waves:
                    - { name: canary, select: "ring=canary" }
                    - { name: sweden, select: "country=se"%s }
                    - { name: rest }
                  failureBudget: { max: 12, percent: 100 }
                spec: { NetServerSmsProvider: CM }
                """.formatted(gate);
    }

    private static String group(String country, String prefix, String sender, String password) {
        return """
                apiVersion: smsconfig/v1
                kind: Group
                metadata: { name: %s }
                spec:
                  DefaultSmsCountry: "%s"
                  NsPluginSender: %s
                  NsPluginConfig: { cm_username: contoso-%1$s, cm_password: "%4$s" }
                """.formatted(country, prefix, sender, password);
    }

    private static String tenant(String tenant, String country, String spec) {
        String ring = tenant.equals("Oslo") || tenant.equals("Malmo") ? "canary" : "wide";
        return """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata:
                  tenant: %s
                  labels: { ring: %s, country: "%s" }
                  groups: [%s]
                spec: {%s}
                """.formatted(tenant, ring, country, GROUPS.get(country), spec);
    }

    private static List<String> of(String country) {
        return Objects.requireNonNull(TENANTS.get(country));
    }

    /** @param author signs it where it is Ann */
    private String commit(String at, String author, String message) {
        repository.git("add", "-A");
        List<String> command = new ArrayList<>(List.of(
                "env",
                "GIT_AUTHOR_DATE=" + at,
                "GIT_COMMITTER_DATE=" + at,
                "git",
                "-c",
                "user.name=" + author.substring(0, author.indexOf('<')).strip(),
                "-c",
                "user.email=" + author.substring(author.indexOf('<') + 1, author.length() - 1),
                "-c",
                "gpg.format=ssh",
                "-c",
                "user.signingkey=" + key,
                "commit",
                "-q",
                "-m",
                message));
        if (author.equals(ANN)) {
            command.add("-S");
        }
        repository.run(command, "");
        return repository.git("rev-parse", "HEAD");
    }

    private void quiet(String... nights) {
        for (String night : nights) {
            fleet.apply(night);
        }
    }

    /** The times are in UTC: two hours before Oslo's, one from 26 October on. */
    private void play() {
        commit("2026-10-06T09:00:00Z", ANN, "OPS-88 Say who may sign");
        repository.write("configs/README.md", "One file a tenant.\n");
        commit("2026-10-08T09:00:00Z", ANN, "OPS-89 Keep the fleet in git");
        // before the period: the first run has no last applied, and changes all; one tenant is left over
        fleet.unreachable.add("Ribe");
        fleet.override("2026-10-09T00:00:13Z", Guard.MAX_CHANGED, "first run of the fleet", "operator on build-host");

        quiet("2026-10-10T00:00:13Z");
        fleet.unreachable.clear();
        quiet("2026-10-11T00:00:12Z", "2026-10-12T00:00:15Z");

        repository.write("configs/groups/norway.yaml", group("norway", "+47", "Contoso NO", "ref+env://CM_NO"));
        commit(
                "2026-10-12T11:20:00Z",
                ANN,
                "SMS-101 Send as Contoso NO in Norway\n\nReviewed-by: Bo Builder <bo@example.com>");
        quiet("2026-10-13T00:00:14Z");

        fleet.changeByHand("Turku", "Turku Oy");
        quiet("2026-10-14T00:00:12Z");
        // 2026-10-15: the machine was down

        repository.write("configs/README.md", "One file a tenant. Ask ops.\n");
        commit("2026-10-15T08:00:00Z", BO, "Say whom to ask");
        quiet("2026-10-16T00:00:11Z", "2026-10-17T00:00:13Z");

        fleet.secrets.put("ref+env://CM_DK2", CANARY + "dk-rotated");
        repository.write("configs/groups/denmark.yaml", group("denmark", "+45", "Contoso Danmark", "ref+env://CM_DK2"));
        commit(
                "2026-10-17T12:00:00Z",
                ANN,
                "SMS-107 Rotate the Danish password\n\nReviewed-by: Bo Builder <bo@example.com>");
        fleet.failing.addAll(List.of("Aarhus", "Odense"));
        Run failed = fleet.apply("2026-10-18T00:00:12Z");
        fleet.failing.clear();
        fleet.resume("2026-10-18T07:05:00Z", failed);
        quiet("2026-10-19T00:00:13Z");

        // no run can read that; the night is missed
        repository.write("configs/groups/finland.yaml", "apiVersion: smsconfig/v1\nkind: Grupp\n");
        commit("2026-10-19T20:00:00Z", BO, "SMS-109 Shorten the Finnish sender");
        fleet.applyOfUnreadableFiles();
        repository.write("configs/groups/finland.yaml", group("finland", "+358", "Contoso FI", "ref+env://CM_FI"));
        commit(
                "2026-10-20T06:30:00Z",
                BO,
                "SMS-109 Shorten the Finnish sender, correctly\n\nApproved-by: Bo Builder <bo@example.com>");
        quiet("2026-10-21T00:00:12Z");

        repository
                .write("configs/fleet.yaml", fleetFile(", approval: required"))
                .write("configs/groups/sweden.yaml", group("sweden", "+46", "Contoso SE", "ref+env://CM_SE"));
        commit("2026-10-21T13:00:00Z", ANN, "SMS-112 Send as Contoso SE in Sweden, with an approval");
        Run rollout = fleet.apply("2026-10-22T00:00:12Z");
        fleet.approve("2026-10-22T06:31:00Z", rollout, "Cato Checker", "canary looks good, SMS-112");
        fleet.resume("2026-10-22T06:32:00Z", rollout);
        repository.write("configs/fleet.yaml", fleetFile(""));
        commit("2026-10-22T12:00:00Z", ANN, "SMS-112 Sweden is done: no approval any more");
        quiet("2026-10-23T00:00:13Z");

        of("no").forEach(tenant -> repository.write(
                "configs/tenants/no/" + tenant + ".yaml",
                tenant(tenant, "no", " NsPluginSender: Contoso " + tenant + " ")));
        of("fi").forEach(tenant -> repository.write(
                "configs/tenants/fi/" + tenant + ".yaml",
                tenant(tenant, "fi", " NsPluginSender: Contoso " + tenant + " ")));
        // as somebody does who is in a hurry
        repository.write(
                "configs/tenants/fi/Espoo.yaml",
                tenant("Espoo", "fi", " NsPluginConfig: { cm_password: " + CANARY + "plain } "));
        commit("2026-10-23T10:00:00Z", ANN, "SMS-120 Name the town in Norway and Finland");
        fleet.apply("2026-10-24T00:00:14Z");
        fleet.override(
                "2026-10-24T08:10:00Z",
                Guard.MAX_CHANGED,
                "six tenants at once are meant: SMS-120",
                "kari on ops-laptop");

        // the clocks show two o'clock twice
        quiet("2026-10-25T00:00:12Z", "2026-10-26T01:00:13Z");

        fleet.changeByHand("Kiruna", "Gruvan");
        fleet.deadly.add("Kiruna");
        Run killed = fleet.apply("2026-10-27T01:00:12Z");
        fleet.resume("2026-10-27T06:00:00Z", killed);
        quiet("2026-10-28T01:00:13Z");

        repository.write("configs/tenants/se/Umea.yaml", tenant("Umea", "se", " NsPluginSender: Contoso Umeå "));
        commit("2026-10-28T14:00:00Z", ANN, "SMS-123 Name the town in Umeå");
        fleet.server.normalise(RecordedMonth::inAscii);
        quiet("2026-10-29T01:00:12Z");
        fleet.server.normalise(config -> config);
        quiet("2026-10-30T01:00:12Z", "2026-10-31T01:00:13Z");
        // 2026-11-01 and 2026-11-02: nothing ran; somebody noticed in the afternoon
        fleet.apply("2026-11-02T14:30:00Z");
        quiet("2026-11-03T01:00:12Z");

        fleet.applyTo("2026-11-03T11:00:00Z", "Oslo");
        fleet.drift("2026-11-03T11:30:00Z");
        quiet("2026-11-04T01:00:13Z");

        // whoever has the tenant's server has their fun with who reads reports
        fleet.changeByHand("Ribe", "=HYPERLINK(\"http://evil.example\",\"x\")");
        fleet.changeByHand("Oulu", "<script>alert(1)</script>\u001b[31m");
        quiet("2026-11-05T01:00:12Z", "2026-11-06T01:00:13Z");
        fleet.unreachable.add("Odense");
        quiet("2026-11-07T01:00:12Z", "2026-11-08T01:00:13Z");
    }

    /** What happens after the month: it must not change what is said of it. */
    public void goOn() {
        fleet.unreachable.clear();
        fleet.changeByHand("Turku", "Turku Oy");
        quiet("2026-11-09T01:00:12Z", "2026-11-11T01:00:12Z");
    }

    private static SmsConfig inAscii(SmsConfig config) {
        @Nullable Value sender = config.properties().get(SmsProperty.NS_PLUGIN_SENDER);
        if (!(sender instanceof Value.Text text) || !text.text().contains("å")) {
            return config;
        }
        Map<SmsProperty, Value> properties = new java.util.EnumMap<>(config.properties());
        properties.put(
                SmsProperty.NS_PLUGIN_SENDER,
                Value.text(Objects.requireNonNull(text.text()).replace('å', '?')));
        return new SmsConfig(properties, config.pluginConfig());
    }

    @Override
    public void close() {
        fleet.close();
    }
}
