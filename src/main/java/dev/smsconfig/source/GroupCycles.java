package dev.smsconfig.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks for groups that build on each other in a circle; not by recursion, for a chain may be longer than the stack. */
final class GroupCycles {

    private final Map<String, Group> groups;
    private final List<Step> path = new ArrayList<>();

    /** Where each group of the path stands in it. */
    private final Map<String, Integer> places = new HashMap<>();

    private final Set<String> done = new HashSet<>();

    /** A group on the path, and where the path goes on from it. */
    private static final class Step {
        private final Group from;
        private int next;

        Step(Group from) {
            this.from = from;
        }

        GroupName to() {
            return from.buildsOn().get(next - 1);
        }
    }

    GroupCycles(Map<String, Group> groups) {
        this.groups = groups;
    }

    /** Reports each circle once, in the file of its first group by name, with every place that makes it one. */
    void report() {
        groups.values().forEach(this::walk);
    }

    private void walk(Group first) {
        enter(first);
        while (!path.isEmpty()) {
            Step last = path.get(path.size() - 1);
            if (last.next == last.from.buildsOn().size()) {
                path.remove(path.size() - 1);
                places.remove(last.from.name());
                done.add(last.from.name());
                continue;
            }
            last.next++;
            Group lower = groups.get(last.to().name());
            Integer begin = lower == null ? null : places.get(lower.name());
            if (begin != null) {
                report(path.subList(begin, path.size()));
            } else if (lower != null) {
                enter(lower);
            }
        }
    }

    private void enter(Group group) {
        if (!done.contains(group.name())) {
            places.put(group.name(), path.size());
            path.add(new Step(group));
        }
    }

    private static void report(List<Step> circle) {
        Step first = circle.get(0);
        String chain = circle.stream()
                .map(step -> step.from.name() + " (" + step.from.place(step.to().at()) + ")")
                .collect(Collectors.joining(" -> "));
        first.from
                .problems()
                .error(
                        Rule.GROUP_CYCLE,
                        first.to().at(),
                        "groups build on each other in a circle: " + chain + " -> " + first.from.name()
                                + "; remove one of these");
    }
}
