package dev.smsconfig.sample.scenario;

import dev.smsconfig.state.TenantGlob;
import dev.smsconfig.state.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Which tenants a key means: an id, a range of ids that end with as many digits, or a glob with {@code *} and {@code ?}. */
final class TenantPattern {

    static final String FORMS = "write an id (Cust00001), a range (Cust00010-Cust00019) or a glob (\"Cust*\")";

    private static final Pattern RANGE = Pattern.compile("(.*?)(\\d{1,9})-(.*?)(\\d{1,9})");
    private static final int MOST_TENANTS = 100_000;

    private final Predicate<TenantId> matching;
    private final List<TenantId> named;

    private TenantPattern(Predicate<TenantId> matching, List<TenantId> named) {
        this.matching = matching;
        this.named = named;
    }

    /** Empty where {@code text} is none of the three. */
    static Optional<TenantPattern> parse(String text) {
        if (text.indexOf('*') >= 0 || text.indexOf('?') >= 0) {
            return TenantGlob.isValid(text)
                    ? Optional.of(new TenantPattern(new TenantGlob(text)::matches, List.of()))
                    : Optional.empty();
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()
                && range.group(1).equals(range.group(3))
                && range.group(2).length() == range.group(4).length()) {
            return range(range.group(1), range.group(2), range.group(4));
        }
        return TenantId.isValid(text) ? Optional.of(named(List.of(new TenantId(text)))) : Optional.empty();
    }

    boolean matches(TenantId tenant) {
        return matching.test(tenant);
    }

    /** The tenants that it names; empty where it is a glob. */
    List<TenantId> named() {
        return named;
    }

    private static Optional<TenantPattern> range(String prefix, String first, String last) {
        int from = Integer.parseInt(first);
        int to = Integer.parseInt(last);
        if (from > to || to - from >= MOST_TENANTS || !TenantId.isValid(prefix + first)) {
            return Optional.empty();
        }
        String form = "%0" + first.length() + "d";
        return Optional.of(named(IntStream.rangeClosed(from, to)
                .mapToObj(number -> new TenantId(prefix + form.formatted(number)))
                .toList()));
    }

    private static TenantPattern named(List<TenantId> tenants) {
        return new TenantPattern(Set.copyOf(tenants)::contains, tenants);
    }
}
