package dev.smsconfig.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.rollout.Rollout.Member;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RolloutTest {

    private final Rollout rollout = new Rollout(
            List.of(
                    Wave.of("canary", LabelSelector.parse("ring=canary")),
                    Wave.of("norway", LabelSelector.parse("country=no")),
                    Wave.of("rest", LabelSelector.everything())),
            new FailureBudget(null, 5));

    private static DesiredState tenant(int i, Map<String, String> labels) {
        return new DesiredState(new TenantId("Cust%03d".formatted(i)), new SmsConfig(Map.of(), null), labels, "f");
    }

    private static List<DesiredState> fleet(int size, Map<String, String> labels) {
        return IntStream.range(0, size).mapToObj(i -> tenant(i, labels)).toList();
    }

    private static Wave taking(String name, String portion) {
        return new Wave(name, LabelSelector.parse("country=no"), ShareOrCount.parse(portion), Gate.OPEN, null);
    }

    private static Rollout with(Wave... waves) {
        List<Wave> all = new ArrayList<>(List.of(waves));
        all.add(Wave.of("rest", LabelSelector.everything()));
        return new Rollout(all, new FailureBudget(null, 5));
    }

    private static List<Integer> sizes(List<Member> members, int waves) {
        return IntStream.range(0, waves)
                .mapToObj(wave ->
                        (int) members.stream().filter(m -> m.wave() == wave).count())
                .toList();
    }

    @Test
    void takesTheFirstWaveThatMatches() {
        List<Member> members =
                rollout.members(List.of(tenant(1, Map.of("ring", "canary", "country", "no"))), Seed.of("r"));
        assertThat(members).extracting(Member::wave).containsExactly(0);
    }

    @Test
    void takesTheLastWaveForWhateverIsLeft() {
        assertThat(rollout.members(List.of(tenant(1, Map.of())), Seed.of("r")))
                .extracting(Member::wave)
                .containsExactly(2);
    }

    @Test
    void aPortionIsOfTheTenantsThatNoWaveBeforeTook() {
        Rollout two = with(taking("tenth", "10%"), taking("half", "50%"), taking("five", "5"));
        List<Member> members = two.members(fleet(100, Map.of("country", "no")), Seed.of("r"));
        assertThat(sizes(members, 4)).containsExactly(10, 45, 5, 40);
    }

    @Test
    void aShareOfSomeIsAtLeastOne() {
        List<Member> members = with(taking("tenth", "10%")).members(fleet(3, Map.of("country", "no")), Seed.of("r"));
        assertThat(sizes(members, 2)).containsExactly(1, 2);
    }

    @Test
    void aPortionTakesNoMoreThanThereAre() {
        List<Member> members = with(taking("ten", "10")).members(fleet(3, Map.of("country", "no")), Seed.of("r"));
        assertThat(sizes(members, 2)).containsExactly(3, 0);
    }

    @Test
    void aRunHasOneOrderAndAnotherRunAnother() {
        List<DesiredState> fleet = fleet(50, Map.of("country", "no"));
        List<DesiredState> shuffled = new ArrayList<>(fleet);
        Collections.shuffle(shuffled, new Random(1));
        Rollout one = with(taking("tenth", "10%"));
        List<Member> members = one.members(fleet, Seed.of("20261124-020000-3f9a1c"));
        assertThat(one.members(shuffled, Seed.of("20261124-020000-3f9a1c"))).isEqualTo(members);
        assertThat(one.members(fleet, Seed.of("20261125-020000-3f9a1c"))).isNotEqualTo(members);
        assertThat(members).extracting(Member::tenant).isNotEqualTo(fleet).containsExactlyInAnyOrderElementsOf(fleet);
        assertThat(members).extracting(Member::wave).isSorted();
    }

    @Test
    void refusesToLeaveTenantsOut() {
        assertThatThrownBy(() -> new Rollout(
                        List.of(Wave.of("canary", LabelSelector.parse("ring=canary"))), new FailureBudget(null, 5)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
