package dev.smsconfig.sample.scenario;

import dev.smsconfig.state.TenantId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code defaults} and {@code tenants} of a scenario file, merged: later entries win, property by property. */
final class TenantSection {

    /** ETableRight and EFieldRight, with their usual combinations (NetServer reference, ETableRight and EFieldRight). */
    private static final List<String> TABLE_RIGHTS = List.of(
            "None",
            "Select",
            "Update",
            "Insert",
            "Delete",
            "Filtering",
            "RestrictedUpdate",
            "Unused1",
            "Uninitialized",
            "R",
            "UR",
            "RI",
            "URI",
            "UDR",
            "FULL",
            "F",
            "RF",
            "FI",
            "URU",
            "WRITE");

    private static final List<String> FIELD_RIGHTS = List.of(
            "None",
            "Read",
            "Write",
            "Update",
            "FULL",
            "Unused1",
            "Unused2",
            "Unused3",
            "Unused4",
            "Nullable",
            "UIHintMandatory",
            "UIHintReadOnly",
            "UIHints",
            "UndefinedValue256");

    private static final int LONGEST_FIELD = 1_000_000;

    private final Place whole;
    private final Vocabulary vocabulary;

    TenantSection(Place whole, Vocabulary vocabulary) {
        this.whole = whole;
        this.vocabulary = vocabulary;
    }

    /** Every tenant that an id or range names, in the file's order. */
    Map<TenantId, TenantEntry> merged(@Nullable TenantEntry defaults, Map<String, TenantEntry> entries)
            throws ScenarioException {
        TenantEntry base = defaults == null ? TenantEntry.NOTHING : defaults;
        check(whole.key("defaults"), base);
        Place section = whole.key("tenants");
        Map<String, TenantPattern> patterns = new LinkedHashMap<>();
        Map<TenantId, TenantEntry> merged = new LinkedHashMap<>();
        for (Map.Entry<String, TenantEntry> entry : entries.entrySet()) {
            Place place = section.key(entry.getKey());
            check(place, entry.getValue());
            TenantPattern pattern =
                    TenantPattern.parse(entry.getKey()).orElseThrow(() -> place.error(TenantPattern.FORMS));
            patterns.put(entry.getKey(), pattern);
            pattern.named().forEach(tenant -> merged.put(tenant, base));
        }
        if (merged.isEmpty()) {
            throw section.error("name at least one tenant by its id or a range");
        }
        for (Map.Entry<String, TenantPattern> pattern : patterns.entrySet()) {
            TenantEntry upper = entries.getOrDefault(pattern.getKey(), TenantEntry.NOTHING);
            List<TenantId> meant = meant(pattern.getValue(), merged.keySet());
            if (meant.isEmpty()) {
                throw section.key(pattern.getKey()).error("no tenant of this file is meant by it, change or remove it");
            }
            meant.forEach(tenant -> merged.computeIfPresent(tenant, (id, lower) -> lower.with(upper)));
        }
        return Collections.unmodifiableMap(merged);
    }

    private static List<TenantId> meant(TenantPattern pattern, Set<TenantId> tenants) {
        return pattern.named().isEmpty()
                ? tenants.stream().filter(pattern::matches).toList()
                : pattern.named();
    }

    private void check(Place place, TenantEntry entry) throws ScenarioException {
        Checks.oneOf(place.key("installation"), entry.installation(), List.of("onsite", "online"));
        Checks.matches(
                place.key("version"),
                entry.version(),
                "\\d{1,4}(\\.\\d{1,6}){1,3}",
                "two to four numbers with points between, such as 10.5.4.1012");
        Checks.oneOf(place.key("state"), entry.state(), vocabulary.states());
        Checks.host(place.key("host"), entry.host());
        TenantEntry.Rights rights = entry.rights();
        if (rights != null) {
            checkRights(place.key("rights"), rights);
        }
        TenantEntry.Quirks quirks = entry.quirks();
        if (quirks != null) {
            Checks.oneOf(place.key("quirks").key("answers"), quirks.answers(), vocabulary.answers());
        }
    }

    private static void checkRights(Place place, TenantEntry.Rights rights) throws ScenarioException {
        Checks.rights(place.key("table"), rights.table(), TABLE_RIGHTS);
        Checks.rights(place.key("field"), rights.field(), FIELD_RIGHTS);
        Integer length = rights.fieldLength();
        if (length != null && (length < 1 || length > LONGEST_FIELD)) {
            throw place.key("fieldLength").error("write a number from 1 to " + LONGEST_FIELD);
        }
    }
}
