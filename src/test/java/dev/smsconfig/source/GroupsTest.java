package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Groups without files; what they mean for tenants is {@link LayersTest}'s and {@link LayerProblemsTest}'s. */
class GroupsTest {

    /** Far more than a stack of the usual size has room for. */
    private static final int MANY = 100_000;

    @Test
    void followsAChainThatIsLongerThanTheStack() {
        Groups groups = new Groups(chain(null));
        FileProblems problems = new FileProblems("tenant");

        List<Group> order = groups.order(List.of(name(0)), problems);

        assertThat(order)
                .extracting(Group::name)
                .hasSize(MANY)
                .startsWith("g" + (MANY - 1))
                .endsWith("g0");
        assertThat(groups.hasErrors()).isFalse();
    }

    @Test
    void findsACircleThatIsLongerThanTheStack() {
        Groups groups = new Groups(chain(name(0)));

        assertThat(groups.all().stream().flatMap(group -> group.problems().list().stream()))
                .extracting(Problem::rule)
                .containsExactly(Rule.GROUP_CYCLE);
        assertThat(groups.order(List.of(name(0)), new FileProblems("tenant"))).isNull();
    }

    /** @param last what the last group builds on, or null */
    private static List<Group> chain(@Nullable GroupName last) {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            List<GroupName> lower = i < MANY - 1 ? List.of(name(i + 1)) : last == null ? List.of() : List.of(last);
            String name = "g" + i;
            groups.add(new Group(name, new FileProblems(name), lower, Spec.empty(Layer.group(name, name))));
        }
        return groups;
    }

    private static GroupName name(int i) {
        return new GroupName("g" + i, Position.START);
    }
}
