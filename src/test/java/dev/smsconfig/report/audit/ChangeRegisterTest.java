package dev.smsconfig.report.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.AuditEvent.Type;
import dev.smsconfig.audit.Period;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import dev.smsconfig.audit.TrailEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeRegisterTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    private final ChangeRegister register = new ChangeRegister(run -> Map.of(), new Period(START, END));
    private final RunStory run = new RunStory(
            new Run(
                    "20261101-020000-000000",
                    Run.APPLY,
                    "production",
                    RunStatus.COMPLETED,
                    new Run.Origin("configs", null, false, null, 1),
                    "30%",
                    START,
                    null,
                    "host a, process 1",
                    null),
            1);

    private void hear(Type type, Instant at, Map<String, Object> body) {
        register.hear(run, new TrailEvent(type.ordinal(), run.id(), type.name(), "Cust1", at, body));
    }

    private static Map<String, Object> change(String field, String treatment) {
        return Map.of("field", field, "from", "a", "to", "b", "cause", "DRIFT", "treatment", treatment);
    }

    private static Map<String, Object> twoChanges() {
        return Map.of("changes", List.of(change("DefaultSmsCountry", "REPORT"), change("NsPluginSender", "HEAL")));
    }

    @Test
    void aDifferenceThatASaveLeavesAsItIsIsNoChange() {
        hear(Type.WRITE_INTENT, START, twoChanges());
        hear(Type.WRITE_OUTCOME, START.plusSeconds(1), Map.of("outcome", "CONVERGED"));
        assertThat(register.changes())
                .extracting(change -> change.field().field())
                .containsExactly("NsPluginSender");
    }

    @Test
    void aSaveThatEndsAfterThePeriodBelongsToTheNext() {
        hear(Type.WRITE_INTENT, END.minusSeconds(1), twoChanges());
        hear(Type.WRITE_OUTCOME, END, Map.of("outcome", "CONVERGED"));
        assertThat(register.changes()).isEmpty();
        assertThat(register.unanswered()).isEmpty();
    }

    @Test
    void aSaveWithoutAnOutcomeStaysUnanswered() {
        hear(Type.WRITE_INTENT, START, twoChanges());
        assertThat(register.changes()).isEmpty();
        assertThat(register.unanswered()).hasSize(1);
    }
}
