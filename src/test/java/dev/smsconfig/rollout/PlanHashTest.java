package dev.smsconfig.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Treatment;
import dev.smsconfig.state.TenantId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanHashTest {

    private static final TenantId A = new TenantId("A");
    private static final TenantId B = new TenantId("B");

    private static FieldChange change(String field, @Nullable String from, @Nullable String to) {
        return new FieldChange(field, from, to, false, Cause.DRIFT, Treatment.HEAL);
    }

    private static String hashOf(FieldChange... changes) {
        PlanHash hash = new PlanHash("production", "c1");
        hash.add(A, "d1", List.of(changes));
        return hash.hex();
    }

    @Test
    void isTheSameInWhateverOrderTenantsAreAdded() {
        PlanHash one = new PlanHash("production", "c1");
        one.add(A, "d1", List.of());
        one.add(B, "d2", List.of());
        PlanHash other = new PlanHash("production", "c1");
        other.add(B, "d2", List.of());
        other.add(A, "d1", List.of());
        assertThat(one.hex()).isEqualTo(other.hex()).matches("[0-9a-f]{64}");
    }

    @Test
    void dependsOnEveryPartOfAChange() {
        assertThat(List.of(
                        hashOf(),
                        hashOf(change("f", "x", "y")),
                        hashOf(change("g", "x", "y")),
                        hashOf(change("f", "z", "y")),
                        hashOf(change("f", "x", "z")),
                        hashOf(change("f", null, "y")),
                        hashOf(change("f", "", "y")),
                        hashOf(change("f", "-", "y"))))
                .doesNotHaveDuplicates();
    }

    @Test
    void aValueCannotLookLikeTheEndOfItself() {
        assertThat(hashOf(change("f", "x\t=y", null))).isNotEqualTo(hashOf(change("f", "x", "y")));
        assertThat(hashOf(change("f", "x", "y\n\t=g\t=1\t=2")))
                .isNotEqualTo(hashOf(change("f", "x", "y"), change("g", "1", "2")));
        assertThat(hashOf(change("f", "\\t", "y"))).isNotEqualTo(hashOf(change("f", "\t", "y")));
    }

    @Test
    void dependsOnEnvironmentCommitAndWhatGitSays() {
        PlanHash staging = new PlanHash("staging", "c1");
        PlanHash later = new PlanHash("production", "c2");
        PlanHash without = new PlanHash("production", null);
        PlanHash other = new PlanHash("production", "c1");
        staging.add(A, "d1", List.of());
        later.add(A, "d1", List.of());
        without.add(A, "d1", List.of());
        other.add(A, "d2", List.of());
        assertThat(List.of(hashOf(), staging.hex(), later.hex(), without.hex(), other.hex()))
                .doesNotHaveDuplicates();
    }
}
