package dev.smsconfig.sample.scenario;

import java.util.Set;
import java.util.TreeSet;

/**
 * The words that the server behind a scenario knows.
 *
 * @param states of a tenant, as the state API spells them
 * @param answers that an operation can give instead of an entity
 */
public record Vocabulary(Set<String> states, Set<String> answers) {

    public Vocabulary {
        states = Set.copyOf(new TreeSet<>(states));
        answers = Set.copyOf(new TreeSet<>(answers));
    }
}
