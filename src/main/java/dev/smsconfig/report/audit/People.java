package dev.smsconfig.report.audit;

import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Provenance.Person;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How people are named, and when two names are one person's. */
final class People {

    /** Stands where a name was erased on demand. */
    static final String ERASED = "erased";

    private People() {}

    static String author(@Nullable Provenance commit) {
        return commit == null ? "" : name(commit.author());
    }

    static String name(@Nullable Person person) {
        if (person == null) {
            return ERASED;
        }
        String name = text(person.name());
        String email = text(person.email());
        if (name.isEmpty()) {
            return email;
        }
        return email.isEmpty() || name.equals(ERASED) ? name : name + " <" + email + ">";
    }

    private static String text(@Nullable String part) {
        return part == null ? ERASED : part.strip();
    }

    /** Whether what somebody is called is the author of a commit: the same name, or the same address. */
    static boolean isAuthor(@Nullable String called, @Nullable Provenance commit) {
        if (called == null || commit == null) {
            return false;
        }
        Person author = commit.author();
        String text = folded(called);
        String name = folded(text(author.name()));
        String email = folded(text(author.email()));
        boolean known = !name.equals(ERASED) && !text.equals(ERASED);
        return known
                && ((!name.isEmpty() && (text.equals(name) || text.startsWith(name + " <")))
                        || (!email.isEmpty() && (text.equals(email) || text.contains("<" + email + ">"))));
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
