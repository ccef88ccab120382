package dev.smsconfig.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.state.SealKey;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SealedPlanTest {

    private static final SealedPlan.Header HEADER = new SealedPlan.Header(
            new SealedPlan.Origin(
                    "20261124-020000-3f9a1c",
                    Instant.parse("2026-11-24T02:00:00Z"),
                    "0123456789abcdef0123456789abcdef01234567",
                    false),
            new SealedPlan.Place("sample", "embedded"),
            new SealedPlan.Scope("--tenant 'Cust*'", 27, "0123456789abcdef"),
            "hmac:k1:check");
    private static final List<FieldChange> CHANGES = List.of(
            FieldChange.healed("NsPluginSender", "Legacy", "Acm\u00e9 \u2028 \ud800 \"x\"", false, Cause.PENDING),
            new FieldChange("NsPluginConfig.cm_password", "hmac:k1:a", null, true, Cause.DRIFT, Treatment.REPORT));
    private static final SealKey KEY = key();
    private static final SealKey OTHER = key();

    private static SealKey key() {
        try {
            byte[] pkcs8 = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return SealKey.parse(new Secret("-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getEncoder().encodeToString(pkcs8) + "\n-----END PRIVATE KEY-----\n"));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String desired(int seq) {
        return "hmac:k1:" + "desired".repeat(3) + seq;
    }

    private static LedgerEntry entry(int seq, String tenant, OutcomeKind kind, List<FieldChange> changes) {
        TenantId id = new TenantId(tenant);
        return new LedgerEntry(
                new InventoryTenant(seq, id, 0, "all", "tenants/" + tenant + ".yaml", desired(seq), null),
                1,
                new Outcome(id, kind, changes, List.of("NsPluginConfig.masked"), 1, null, null),
                null,
                null);
    }

    private static byte[] file(SealKey... signing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SealedPlanWriter writer = new SealedPlanWriter(out, HEADER);
        writer.add(
                entry(0, "Cust1", OutcomeKind.PLANNED, CHANGES),
                Map.of("NsPluginConfig.cm_password", "ref+env://PASSWORD"));
        writer.add(entry(1, "Cust2", OutcomeKind.FAILED, List.of()), Map.of());
        writer.seal(signing.length == 0 ? null : signing[0]);
        return out.toByteArray();
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsWhatWasWritten() throws Exception {
        SealedPlan plan = SealedPlanReader.read(file());

        assertThat(plan.header()).isEqualTo(HEADER);
        assertThat(plan.tenants())
                .containsExactly(
                        new SealedPlan.Tenant(
                                new TenantId("Cust1"),
                                "all",
                                "tenants/Cust1.yaml",
                                desired(0),
                                new SealedPlan.Finding(OutcomeKind.PLANNED, CHANGES, List.of("NsPluginConfig.masked"))),
                        new SealedPlan.Tenant(
                                new TenantId("Cust2"),
                                "all",
                                "tenants/Cust2.yaml",
                                desired(1),
                                new SealedPlan.Finding(
                                        OutcomeKind.FAILED, List.of(), List.of("NsPluginConfig.masked"))));
        assertThat(plan.signature()).isNull();
    }

    @Test
    void itsHashIsThatOfEveryLineButTheLast() throws Exception {
        byte[] file = file();
        String before = text(file).substring(0, text(file).lastIndexOf("{\"sha256\""));
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(before));

        assertThat(SealedPlanReader.read(file).sha256())
                .isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void isAsciiWhateverServersHold() throws Exception {
        for (byte b : file()) {
            assertThat(b).isBetween((byte) '\n', (byte) '~');
        }
    }

    @Test
    void saysWhereASecretLies() throws Exception {
        assertThat(text(file())).contains("\"reference\":\"ref+env://PASSWORD\"");
    }

    @Test
    void aChangeOfAnyByteIsFound() throws Exception {
        byte[] file = file(KEY);
        for (int i = 0; i < file.length; i++) {
            for (int bit = 1; bit < 256; bit <<= 1) {
                byte[] changed = file.clone();
                changed[i] ^= (byte) bit;
                assertThat(isAccepted(changed)).as("byte %d, bit %d", i, bit).isFalse();
            }
        }
        assertThat(isAccepted(file)).isTrue();
    }

    private static boolean isAccepted(byte[] file) {
        try {
            return SealedPlanReader.read(file).isSignedBy(KEY.publicKey());
        } catch (UnusablePlanException e) {
            return false;
        }
    }

    @Test
    void withoutASignatureToo() throws Exception {
        byte[] file = file();
        for (int i = 0; i < file.length; i++) {
            byte[] changed = file.clone();
            changed[i] ^= 1;
            assertThat(catchThrowable(() -> SealedPlanReader.read(changed)))
                    .as("byte %d", i)
                    .isInstanceOf(UnusablePlanException.class);
        }
    }

    @Test
    void isRefusedWhereverItIsCutOff() throws Exception {
        byte[] file = file(KEY);
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThat(catchThrowable(() -> SealedPlanReader.read(cut)))
                    .as("%d bytes", length)
                    .isInstanceOf(UnusablePlanException.class);
        }
    }

    @Test
    void nothingMayFollowTheSeal() throws Exception {
        for (String more : List.of("\n", "{}\n", " ", text(file()))) {
            assertThatThrownBy(() -> SealedPlanReader.read(bytes(text(file()) + more)))
                    .as(more)
                    .isInstanceOf(UnusablePlanException.class);
        }
    }

    @Test
    void theSealIsWrittenInOneWayOnly() throws Exception {
        for (String other : List.of("{ \"sha256\"", "{\"more\":1,\"sha256\"", "{\"key\":null,\"sha256\"")) {
            assertThatThrownBy(() -> SealedPlanReader.read(bytes(text(file()).replace("{\"sha256\"", other))))
                    .as(other)
                    .isInstanceOf(UnusablePlanException.class);
        }
    }

    @Test
    void linesInAnotherOrderAreFound() throws Exception {
        String[] lines = text(file()).split("\n");
        String swapped = lines[0] + "\n" + lines[2] + "\n" + lines[1] + "\n" + lines[3] + "\n";

        assertThatThrownBy(() -> SealedPlanReader.read(bytes(swapped)))
                .isInstanceOf(UnusablePlanException.class)
                .hasMessageContaining("changed after it was made");
    }

    @Test
    void aTenantStandsInItOnce() throws Exception {
        String[] lines = text(file()).split("\n");
        String twice = lines[0] + "\n" + lines[1] + "\n" + lines[1] + "\n";
        String sealed = twice + "{\"sha256\":\"" + Sha256.hex(bytes(twice)) + "\"}\n";

        assertThatThrownBy(() -> SealedPlanReader.read(bytes(sealed))).isInstanceOf(UnusablePlanException.class);
    }

    @Test
    void saysThatAnotherFormatIsAnotherFormat() throws Exception {
        String older = text(file()).replace("\"formatVersion\":\"1\"", "\"formatVersion\":\"0\"");

        assertThatThrownBy(() -> SealedPlanReader.read(bytes(older)))
                .isInstanceOf(UnusablePlanException.class)
                .hasMessageContaining("another format");
    }

    @Test
    void saysThatSomethingElseIsNoPlan() {
        for (String other : List.of("", "no\n", "{\"formatVersion\":\"1\",\"command\":\"plan\"}\n", "[]\n", "1\n")) {
            assertThatThrownBy(() -> SealedPlanReader.read(bytes(other)))
                    .as(other)
                    .isInstanceOf(UnusablePlanException.class)
                    .hasMessageContaining("no sealed plan");
        }
    }

    @Test
    void onlyItsOwnKeyHasSignedIt() throws Exception {
        SealedPlan plan = SealedPlanReader.read(file(KEY));

        assertThat(plan.isSignedBy(KEY.publicKey())).isTrue();
        assertThat(plan.isSignedBy(OTHER.publicKey())).isFalse();
        assertThat(SealedPlanReader.read(file()).isSignedBy(KEY.publicKey())).isFalse();
    }

    @Test
    void aSignatureOverTheHashForSomethingElseIsNone() throws Exception {
        SealedPlan plan = SealedPlanReader.read(file());
        String other = Base64.getEncoder().encodeToString(KEY.sign(bytes(plan.sha256())));
        SealedPlan signed = new SealedPlan(
                plan.header(),
                plan.tenants(),
                plan.sha256(),
                new SealedPlan.Signature(KEY.publicKey().id(), other));

        assertThat(signed.isSignedBy(KEY.publicKey())).isFalse();
    }

    @Test
    void tellsStatesOfTheServerApart() {
        String one = PlanJson.live("d", CHANGES, List.of());

        assertThat(List.of(
                        PlanJson.live("e", CHANGES, List.of()),
                        PlanJson.live("d", CHANGES.subList(0, 1), List.of()),
                        PlanJson.live("d", CHANGES, List.of("NsPluginConfig.masked")),
                        PlanJson.live("d", List.of(with(null), CHANGES.get(1)), List.of()),
                        PlanJson.live("d", List.of(with("[]"), CHANGES.get(1)), List.of())))
                .doesNotHaveDuplicates()
                .doesNotContain(one);
    }

    private static FieldChange with(@org.jspecify.annotations.Nullable String from) {
        return FieldChange.healed("NsPluginSender", from, "x", false, Cause.PENDING);
    }

    @Test
    void aTenantThatCouldNotBeReadHasNoState() throws Exception {
        assertThat(text(file()).split("\n")[2]).contains("\"outcome\":\"FAILED\"", "\"live\":null");
    }
}
