package dev.smsconfig.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.rollout.Selection.Chosen;
import dev.smsconfig.rollout.Selection.Listed;
import dev.smsconfig.rollout.Selection.Mistaken;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantGlob;
import dev.smsconfig.state.TenantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {

    private static final List<DesiredState> FLEET = List.of(
            tenant("Cust1", Map.of("ring", "canary", "country", "no")),
            tenant("Cust2", Map.of("ring", "wide", "country", "no")),
            tenant("Cust3", Map.of("ring", "wide", "country", "se")),
            tenant("Test1", Map.of("ring", "wide")));

    private static DesiredState tenant(String id, Map<String, String> labels) {
        return new DesiredState(new TenantId(id), new SmsConfig(Map.of(), null), labels, "tenants/" + id + ".yaml");
    }

    private static LabelSelector labels(String expression) {
        return expression.isEmpty() ? LabelSelector.everything() : LabelSelector.parse(expression);
    }

    private static List<TenantGlob> globs(String... globs) {
        return Arrays.stream(globs).map(TenantGlob::new).toList();
    }

    private static Listed listed(String option, String... ids) {
        return new Listed(option, Arrays.stream(ids).map(TenantId::new).collect(Collectors.toSet()));
    }

    private static List<String> ids(Selection selection) {
        return ids(((Chosen) selection.of(FLEET)).tenants());
    }

    private static List<String> ids(List<DesiredState> tenants) {
        return tenants.stream().map(tenant -> tenant.tenant().value()).toList();
    }

    private static String mistake(Selection selection) {
        return ((Mistaken) selection.of(FLEET)).reason();
    }

    private static Selection byLabels(String expression) {
        return new Selection(labels(expression), List.of(), List.of(), null, null);
    }

    private static Selection byId(List<TenantGlob> tenants, List<TenantGlob> excluded) {
        return new Selection(labels(""), tenants, excluded, null, null);
    }

    private static Selection byList(@Nullable Listed since, @Nullable Listed limit) {
        return new Selection(labels(""), List.of(), List.of(), since, limit);
    }

    @Test
    void everythingChoosesTheWholeFleet() {
        assertThat(ids(Selection.EVERYTHING)).isEqualTo(ids(FLEET));
        assertThat(Selection.EVERYTHING.isEverything()).isTrue();
    }

    @Test
    void ofSeveralGlobsOneHasToMatch() {
        assertThat(ids(byId(globs("Cust1", "Test*"), List.of()))).containsExactly("Cust1", "Test1");
    }

    @Test
    void leavesOutWhatAnyExclusionMatches() {
        assertThat(ids(byId(List.of(), globs("*1", "Cust3")))).containsExactly("Cust2");
    }

    @Test
    void allThatIsSaidMustHold() {
        assertThat(ids(new Selection(
                        labels("ring=wide"),
                        globs("Cust*"),
                        globs("Cust9"),
                        listed("--since x", "Cust2", "Cust3"),
                        listed("--limit @f", "Cust1", "Cust3"))))
                .containsExactly("Cust3");
    }

    @Test
    void nothingChangedIsNoMistake() {
        assertThat(ids(byList(listed("--since x"), null))).isEmpty();
        assertThat(ids(new Selection(labels("ring=canary"), List.of(), List.of(), listed("--since x", "Cust2"), null)))
                .isEmpty();
    }

    @Test
    void aMistakeIsOneEvenWhereNothingChanged() {
        assertThat(mistake(new Selection(labels("ring=canry"), List.of(), List.of(), listed("--since x"), null)))
                .contains("did you mean canary?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ring=canry|--select ring=canry matches no tenant: no tenant's ring is canry; did you mean canary?",
                "rings=canary|--select rings=canary matches no tenant: no tenant has a label rings; did you mean ring?",
                "zone|--select zone matches no tenant: no tenant has a label zone; the labels are country, ring",
                "country=dk|--select country=dk matches no tenant: no tenant's country is dk; country is no, se",
                "country in (dk,fi)|--select 'country in (dk,fi)' matches no tenant: no tenant has one of those values;"
                        + " country is no, se",
                "!ring|--select '!ring' matches no tenant: every tenant has the label ring",
                "ring notin (canary,wide)|--select 'ring notin (canary,wide)' matches no tenant: every tenant has one of"
                        + " those values; ring is canary, wide",
                "ring=canary,country=se|--select ring=canary,country=se matches no tenant: each part of it matches"
                        + " tenants (ring=canary 1, country=se 1), but none matches all of them",
            })
    void saysWhyLabelsMatchNothing(String expression, String message) {
        assertThat(mistake(byLabels(expression))).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cust12|--tenant Cust12 matches no tenant; did you mean Cust1?",
                "Prod*|--tenant 'Prod*' matches no tenant; name one that has a file in the config folder, or write * for"
                        + " any characters",
            })
    void aGlobThatMatchesNothingIsAMistakeBesideOthersThatDo(String glob, String message) {
        assertThat(mistake(byId(globs("Cust1", glob), List.of()))).isEqualTo(message);
    }

    @Test
    void anExclusionThatMatchesNothingIsOnlyToldOf() {
        Chosen chosen = (Chosen) byId(List.of(), globs("Old*")).of(FLEET);
        assertThat(chosen.tenants()).hasSize(4);
        assertThat(chosen.notes()).containsExactly("--exclude 'Old*' matches no tenant, and so leaves none out.");
    }

    @Test
    void namesTheFirstUnknownTenantsOfAList() {
        assertThat(mistake(byList(null, listed("--limit @f", "Cust1", "X7", "X1", "X2", "X3", "X4", "X5", "X6"))))
                .isEqualTo("--limit @f names tenants that have no file in the config folder: X1, X2, X3, X4, X5 and 2"
                        + " more; take them out of the list, or add their files");
    }

    @Test
    void anEmptyListIsAMistake() {
        assertThat(mistake(byList(null, listed("--limit @f")))).startsWith("--limit @f names no tenant");
    }

    @Test
    void countsWhatEachPartLeavesWhereTogetherTheyLeaveNothing() {
        assertThat(mistake(new Selection(
                        labels("ring=wide"), globs("Cust*"), globs("Cust2"), null, listed("--limit @f", "Cust2"))))
                .isEqualTo("no tenant is left: --select ring=wide leaves 3, --tenant 'Cust*' leaves 3, --exclude Cust2"
                        + " leaves 3, --limit @f leaves 1 of 4 tenants, but together they leave none; all of them must"
                        + " hold");
    }

    @Test
    void excludingEverythingIsAMistake() {
        assertThat(mistake(byId(List.of(), globs("*")))).contains("--exclude '*' leaves 0 of 4 tenants");
    }

    @Test
    void writesItselfAsOnTheCommandLine() {
        assertThat(new Selection(
                                labels("country in (no, se)"),
                                globs("Cust*", "Test1"),
                                globs("Cust2"),
                                listed("--since c0ffee", "Cust1"),
                                listed("--limit @f", "Cust1"))
                        .text())
                .isEqualTo("--select 'country in (no,se)' --tenant 'Cust*' --tenant Test1 --exclude Cust2 --limit @f"
                        + " --since c0ffee");
    }

    @Test
    void shortensALongText() {
        String[] ids = new String[200];
        Arrays.setAll(ids, "Cust%04d"::formatted);
        assertThat(byId(globs(ids), List.of()).text()).hasSize(1000).endsWith("…");
    }

    /** Compared with each tenant looked at by itself. */
    @Test
    void choosesExactlyTheTenantsOfWhichEverythingHolds() {
        Random random = new Random(3);
        int chosen = 0;
        for (int i = 0; i < 5_000; i++) {
            List<DesiredState> fleet = fleet(random);
            String value = random.nextBoolean() ? "" : "a";
            List<TenantGlob> tenants = random.nextBoolean() ? List.of() : globs("T" + random.nextInt(3) + "*");
            List<TenantGlob> excluded = random.nextBoolean() ? List.of() : globs("*" + random.nextInt(10));
            Set<TenantId> since = random.nextBoolean() ? null : some(fleet, random);
            Set<TenantId> limit = random.nextBoolean() ? null : some(fleet, random);
            Selection selection = new Selection(
                    labels(value.isEmpty() ? "" : "l!=" + value),
                    tenants,
                    excluded,
                    since == null ? null : new Listed("--since", since),
                    limit == null ? null : new Listed("--limit", limit));
            List<DesiredState> expected = new ArrayList<>();
            for (DesiredState tenant : fleet) {
                String id = tenant.tenant().value();
                boolean holds =
                        (value.isEmpty() || !value.equals(tenant.labels().get("l")))
                                && (tenants.isEmpty()
                                        || id.startsWith(tenants.get(0).text().substring(0, 2)))
                                && (excluded.isEmpty()
                                        || !id.endsWith(excluded.get(0).text().substring(1)))
                                && (since == null || since.contains(tenant.tenant()))
                                && (limit == null || limit.contains(tenant.tenant()));
                if (holds) {
                    expected.add(tenant);
                }
            }
            if (selection.of(fleet) instanceof Chosen result) {
                assertThat(result.tenants()).isEqualTo(expected);
                assertThat(!expected.isEmpty() || since != null).isTrue();
                chosen++;
            } else {
                assertThat(expected).isEmpty();
            }
        }
        assertThat(chosen).isGreaterThan(2_000);
    }

    private static List<DesiredState> fleet(Random random) {
        Map<String, DesiredState> fleet = new LinkedHashMap<>();
        for (int n = 1 + random.nextInt(12); n > 0; n--) {
            String id = "T" + random.nextInt(3) + random.nextInt(10);
            fleet.put(
                    id, tenant(id, random.nextInt(3) == 0 ? Map.of() : Map.of("l", random.nextBoolean() ? "a" : "b")));
        }
        return List.copyOf(fleet.values());
    }

    private static Set<TenantId> some(List<DesiredState> fleet, Random random) {
        Set<TenantId> some = new HashSet<>();
        fleet.forEach(tenant -> {
            if (random.nextInt(3) > 0) {
                some.add(tenant.tenant());
            }
        });
        return some;
    }
}
