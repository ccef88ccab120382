package dev.smsconfig.source;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The groups of a folder: what builds on what, and in which order they are merged. */
final class Groups {

    private final Map<String, Group> byName = new TreeMap<>();
    private final Schema names;
    private final Set<String> reached = new HashSet<>();

    /** Reports groups that do not exist and groups that build on themselves. */
    Groups(List<Group> groups) {
        groups.forEach(group -> byName.put(group.name(), group));
        this.names = Schema.of(byName.keySet().toArray(String[]::new));
        byName.values().forEach(group -> reportUnknown(group.buildsOn(), group.problems()));
        new GroupCycles(byName).report();
        byName.values().forEach(group -> reportIdle(group.buildsOn(), group.problems()));
    }

    Collection<Group> all() {
        return byName.values();
    }

    @Nullable
    Group named(String name) {
        return byName.get(name);
    }

    boolean hasErrors() {
        return byName.values().stream().anyMatch(group -> group.problems().hasErrors());
    }

    /**
     * The groups that a tenant's list means, in the order of merging: each once, after those it builds on. Marks them as
     * used and reports what is wrong with the list.
     *
     * @param problems of the tenant's file
     * @return null where a group has problems, so that nobody can say what the tenant is to have
     */
    @Nullable
    List<Group> order(List<GroupName> list, FileProblems problems) {
        reportUnknown(list, problems);
        reportIdle(list, problems);
        Map<String, Group> order = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        list.forEach(name -> add(name, order, seen));
        reached.addAll(order.keySet());
        boolean sound = list.stream().allMatch(name -> byName.containsKey(name.name()))
                && order.values().stream().noneMatch(group -> group.problems().hasErrors());
        return sound ? List.copyOf(order.values()) : null;
    }

    /** Warns of each group that no tenant has reached. */
    void warnOfUnused() {
        byName.forEach((name, group) -> {
            if (!reached.contains(name)) {
                group.problems()
                        .warning(
                                Rule.GROUP_UNUSED,
                                Position.START,
                                "no tenant has this group; add it to a tenant's metadata.groups, or remove the file");
            }
        });
    }

    /** A group whose lower ones are being added. */
    private record Open(Group group, Iterator<GroupName> rest) {}

    private void add(GroupName first, Map<String, Group> order, Set<String> seen) {
        Deque<Open> open = new ArrayDeque<>();
        open(first, open, seen);
        while (!open.isEmpty()) {
            Open top = open.element();
            if (top.rest().hasNext()) {
                open(top.rest().next(), open, seen);
            } else {
                open.pop();
                order.put(top.group().name(), top.group());
            }
        }
    }

    private void open(GroupName name, Deque<Open> open, Set<String> seen) {
        Group group = byName.get(name.name());
        if (group != null && seen.add(group.name())) {
            open.push(new Open(group, group.buildsOn().iterator()));
        }
    }

    private void reportUnknown(List<GroupName> list, FileProblems problems) {
        for (GroupName name : list) {
            if (!byName.containsKey(name.name())) {
                String meant = names.closestTo(name.name());
                problems.error(
                        Rule.GROUP_UNKNOWN,
                        name.at(),
                        meant == null
                                ? "no such group; add its file to the folder 'groups', or remove it here"
                                : "no such group; did you mean '" + meant + "'?");
            }
        }
    }

    /** A later name in a list wins, but not one that an earlier group builds on: that must not go unsaid. */
    private void reportIdle(List<GroupName> list, FileProblems problems) {
        if (list.size() < 2) {
            return; // as most are: following a long chain for each of its groups would take a while
        }
        Map<String, Group> order = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (GroupName name : list) {
            if (order.containsKey(name.name())) {
                problems.warning(
                        Rule.GROUP_TWICE,
                        name.at(),
                        "an earlier group of this list builds on this one, so it is merged before that; remove it here,"
                                + " or name it first");
            }
            add(name, order, seen);
        }
    }
}
