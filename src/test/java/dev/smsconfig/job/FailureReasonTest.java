package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.reconcile.JournalUnavailableException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailureReasonTest {

    private static final Throwable WHOLE = new IllegalStateException("a step failed");
    private static final Throwable BUG = new IllegalStateException(new ArithmeticException("Zq-secret"));
    private static final Throwable GONE = new IllegalStateException(new CannotCreateTransactionException("Zq-secret"));
    private static final Throwable UNANNOUNCED = new IllegalStateException(new JournalUnavailableException(GONE));

    @Test
    void aDatabaseThatDoesNotAnswerIsNoBug() {
        for (Throwable failure : List.of(
                GONE, new CannotGetJdbcConnectionException("Zq-secret"), new QueryTimeoutException("Zq-secret"))) {
            assertThat(FailureReason.of(failure))
                    .startsWith("the job repository could not be reached")
                    .doesNotContain("Zq-secret");
        }
    }

    @Test
    void aBugIsNamedByItsTypeAlone() {
        assertThat(FailureReason.of(BUG)).isEqualTo("internal error: java.lang.ArithmeticException");
    }

    @Test
    void theFailureThatExplainsTheOthersIsTold() {
        assertThat(FailureReason.tellingMost(List.of(WHOLE, BUG, GONE, UNANNOUNCED)))
                .isSameAs(UNANNOUNCED);
        assertThat(FailureReason.tellingMost(List.of(GONE, WHOLE, BUG))).isSameAs(GONE);
        assertThat(FailureReason.tellingMost(List.of(BUG, WHOLE))).isSameAs(BUG);
    }

    @Test
    void aVersionThatWentOnIsNotAnUnreachableDatabase() {
        assertThat(FailureReason.isUnreachable(new OptimisticLockingFailureException("x")))
                .isFalse();
    }
}
