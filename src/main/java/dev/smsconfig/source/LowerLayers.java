package dev.smsconfig.source;

import dev.smsconfig.state.SmsConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The layers of a folder that new tenant files come to lie over: the fleet's and the groups'. */
public final class LowerLayers {

    private static final SmsConfig NOTHING = new SmsConfig(Map.of(), null);

    private final Spec fleet;
    private final Groups groups;

    LowerLayers(Spec fleet, Groups groups) {
        this.fleet = fleet;
        this.groups = groups;
    }

    /**
     * Whether tenants can have these groups, in this order.
     *
     * @return what is wrong with the list, in one line with what to do; or empty
     */
    public Optional<String> objection(List<String> names) {
        FileProblems problems = new FileProblems("");
        boolean sound = order(names, problems) != null;
        return problems.list().stream()
                .map(Problem::message)
                .findFirst()
                .or(() -> sound ? Optional.empty() : Optional.of("a group has errors; correct it"));
    }

    /** What a tenant with these groups has before it says anything itself. */
    SmsConfig under(List<String> names) {
        SmsConfig config = Merge.over(NOTHING, fleet, at -> {});
        for (Group group : groups(names)) {
            config = Merge.over(config, group.spec(), at -> {});
        }
        return config;
    }

    /** These groups and all that they build on, by name. */
    Set<String> reachedFrom(List<String> names) {
        return groups(names).stream().map(Group::name).collect(Collectors.toSet());
    }

    @Nullable
    Group group(String name) {
        return groups.named(name);
    }

    private List<Group> groups(List<String> names) {
        List<Group> order = order(names, new FileProblems(""));
        if (order == null) {
            throw new IllegalArgumentException("groups that are not there, or have errors");
        }
        return order;
    }

    private @Nullable List<Group> order(List<String> names, FileProblems problems) {
        return groups.order(
                new LinkedHashSet<>(names)
                        .stream()
                                .map(name -> new GroupName(name, Position.START))
                                .toList(),
                problems);
    }
}
