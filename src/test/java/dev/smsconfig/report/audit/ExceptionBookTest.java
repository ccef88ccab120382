package dev.smsconfig.report.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.AuditEvent.Type;
import dev.smsconfig.audit.Period;
import dev.smsconfig.audit.TrailEvent;
import dev.smsconfig.report.audit.ExceptionItem.Kind;
import dev.smsconfig.report.audit.ExceptionItem.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExceptionBookTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Period NOVEMBER = new Period(START, Instant.parse("2026-12-01T00:00:00Z"));

    private final ExceptionBook book = new ExceptionBook();
    private int events;

    private void outcome(String tenant, String outcome, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("outcome", outcome);
        events++;
        book.hearOfTenant(new TrailEvent(
                events, "run-" + events, Type.WRITE_OUTCOME.name(), tenant, START.plusSeconds(events), body));
    }

    private void run(Type type, String run, boolean whole, Map<String, Object> body) {
        events++;
        new RunExceptions(book)
                .hearEnding(new TrailEvent(events, run, type.name(), null, START.plusSeconds(events), body), whole);
    }

    private List<ExceptionItem> items() {
        return book.inPeriod(NOVEMBER);
    }

    private static Map<String, Object> change(String cause, String treatment) {
        return Map.of(
                "changes",
                List.of(Map.of("field", "NsPluginSender", "from", "a", "to", "b", "cause", cause, "treatment", treatment)));
    }

    @Test
    void aFailureThatIsSeenAgainIsOneExceptionUntilTheTenantIsAsGitWantsIt() {
        outcome("a", "FAILED", Map.of("message", "503"));
        outcome("a", "FAILED", Map.of("message", "401"));
        outcome("b", "IN_SYNC", Map.of());
        assertThat(items()).singleElement().satisfies(item -> {
            assertThat(item.status()).isEqualTo(Status.OPEN);
            assertThat(item.times()).isEqualTo(2);
            assertThat(item.detail()).isEqualTo("401");
        });
        outcome("a", "CONVERGED", Map.of());
        assertThat(items()).singleElement().satisfies(item -> {
            assertThat(item.status()).isEqualTo(Status.CLOSED);
            assertThat(Objects.requireNonNull(item.closed()).run()).isEqualTo("run-4");
        });
        outcome("a", "FAILED", Map.of());
        assertThat(items()).extracting(ExceptionItem::status).containsExactly(Status.CLOSED, Status.OPEN);
    }

    @Test
    void driftIsAnExceptionAndAChangeThatGitAsksForIsNone() {
        outcome("a", "PLANNED", change("PENDING", "HEAL"));
        assertThat(items()).isEmpty();
        outcome("a", "PLANNED", change("DRIFT", "REPORT"));
        assertThat(items()).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo(Kind.DRIFT);
            assertThat(item.detail()).isEqualTo("NsPluginSender (reported, and left)");
        });
    }

    @Test
    void whatSomebodyAnswersForStaysOpenThoughTheTenantIsInSync() {
        outcome("a", "IN_SYNC", change("DRIFT", "ACCEPT"));
        outcome("a", "IN_SYNC", change("DRIFT", "ACCEPT"));
        assertThat(items()).singleElement().satisfies(item -> {
            assertThat(item.kind()).isEqualTo(Kind.ACCEPTED);
            assertThat(item.isOpen()).isTrue();
        });
        outcome("a", "IN_SYNC", Map.of());
        assertThat(items()).singleElement().satisfies(item -> assertThat(item.isOpen()).isFalse());
    }

    @Test
    void aMaskedValueIsUnverifiableUntilItIsShown() {
        outcome("a", "CONVERGED", Map.of("unverifiable", List.of("NsPluginConfig.cm_password")));
        assertThat(items()).singleElement().satisfies(item -> assertThat(item.kind()).isEqualTo(Kind.UNVERIFIABLE));
        outcome("a", "IN_SYNC", Map.of("unverifiable", List.of()));
        assertThat(items()).extracting(ExceptionItem::status).containsExactly(Status.CLOSED);
    }

    @Test
    void aRunThatWasInterruptedIsOverWhenItEndsOrAnApplyOfTheWholeFleetDoes() {
        run(Type.RUN_INTERRUPTED, "r1", true, Map.of("evidence", "gone"));
        run(Type.RUN_INTERRUPTED, "r2", true, Map.of("evidence", "gone"));
        run(Type.RUN_SEALED, "r1", true, Map.of("status", "STOPPED"));
        assertThat(items())
                .extracting(item -> item.subject() + " " + item.kind() + " " + item.status())
                .containsExactly("r1 RUN_INTERRUPTED CLOSED", "r2 RUN_INTERRUPTED OPEN", "r1 RUN_STOPPED OPEN");
        run(Type.RUN_SEALED, "part", false, Map.of("status", "COMPLETED"));
        assertThat(items()).filteredOn(ExceptionItem::isOpen).hasSize(2);
        run(Type.RUN_SEALED, "whole", true, Map.of("status", "PARTIAL"));
        assertThat(items()).filteredOn(ExceptionItem::isOpen).isEmpty();
    }

    @Test
    void aRunThatIsSupersededIsClosedByTheOtherOne() {
        run(Type.RUN_SEALED, "r1", true, Map.of("status", "STOPPED"));
        run(Type.RUN_SUPERSEDED, "r1", true, Map.of("by", "r2"));
        assertThat(items()).singleElement().satisfies(item ->
                assertThat(Objects.requireNonNull(item.closed()).run()).isEqualTo("r2"));
    }

    @Test
    void whatWasOverBeforeThePeriodIsNotInIt() {
        outcome("a", "FAILED", Map.of());
        outcome("a", "IN_SYNC", Map.of());
        outcome("b", "FAILED", Map.of());
        Period later = new Period(START.plusSeconds(100), START.plusSeconds(200));
        assertThat(book.inPeriod(later)).extracting(ExceptionItem::subject).containsExactly("b");
    }

    @Test
    void outcomesOfAnotherVersionAreNoExceptions() {
        outcome("a", "TELEPORTED", Map.of());
        assertThat(items()).isEmpty();
    }

    /** Against a plain rule: open is who has a bad outcome since the last good one. */
    @Test
    void openAreThoseWithoutAGoodOutcomeSince() {
        List<String> outcomes = List.of("FAILED", "UNKNOWN", "DIVERGED", "IN_SYNC", "CONVERGED", "SKIPPED", "NOT_ATTEMPTED");
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            ExceptionBook fresh = new ExceptionBook();
            Map<String, Set<String>> bad = new HashMap<>();
            for (int i = 1; i <= 40; i++) {
                String tenant = "t" + random.nextInt(4);
                String outcome = outcomes.get(random.nextInt(outcomes.size()));
                fresh.hearOfTenant(new TrailEvent(
                        i, "r", Type.TENANT_OBSERVED.name(), tenant, START.plusSeconds(i), Map.of("outcome", outcome)));
                switch (outcome) {
                    case "IN_SYNC", "CONVERGED" -> bad.remove(tenant);
                    case "SKIPPED" -> {}
                    default ->
                        bad.computeIfAbsent(tenant, t -> new TreeSet<>())
                                .add(outcome.equals("NOT_ATTEMPTED") ? "DEFERRED" : outcome);
                }
            }
            Map<String, Set<String>> open = fresh.inPeriod(NOVEMBER).stream()
                    .filter(ExceptionItem::isOpen)
                    .collect(Collectors.groupingBy(
                            ExceptionItem::subject,
                            Collectors.mapping(item -> item.kind().name(), Collectors.toCollection(TreeSet::new))));
            assertThat(open).isEqualTo(bad);
        }
    }
}
