package dev.smsconfig.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for groups that build on each other in a circle. */
final class GroupCycles {

    private final Map<String, Group> groups;
    private final List<Step> path = new ArrayList<>();
    private final Set<String> done = new HashSet<>();

    /** One group builds on another. */
    private record Step(Group from, GroupName to) {}

    GroupCycles(Map<String, Group> groups) {
        this.groups = groups;
    }

    /** Reports each circle once, in the file of its first group by name, with every place that makes it one. */
    void report() {
        groups.values().forEach(this::walk);
    }

    private void walk(Group group) {
        if (done.contains(group.name())) {
            return;
        }
        for (GroupName name : group.buildsOn()) {
            Group next = groups.get(name.name());
            if (next != null) {
                path.add(new Step(group, name));
                int begin = indexOf(next);
                if (begin < 0) {
                    walk(next);
                } else {
                    report(path.subList(begin, path.size()));
                }
                path.remove(path.size() - 1);
            }
        }
        done.add(group.name());
    }

    private int indexOf(Group group) {
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).from().name().equals(group.name())) {
                return i;
            }
        }
        return -1;
    }

    private static void report(List<Step> circle) {
        Step first = circle.get(0);
        String chain = circle.stream()
                .map(step ->
                        step.from().name() + " (" + step.from().place(step.to().at()) + ")")
                .collect(Collectors.joining(" -> "));
        first.from()
                .problems()
                .error(
                        Rule.GROUP_CYCLE,
                        first.to().at(),
                        "groups build on each other in a circle: " + chain + " -> "
                                + first.from().name() + "; remove one of these");
    }
}
