package dev.smsconfig.cli;

import dev.smsconfig.git.GitFolder;
import dev.smsconfig.git.RevisionUnavailableException;
import dev.smsconfig.job.EarlierSecrets;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.secret.SecretResolver;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretSource;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that tenants had before a run: what earlier commits refer to, where that still is the secret whose
 * fingerprint was recorded. Each tenant's are looked up in one commit from then on.
 */
final class CommittedSecrets implements EarlierSecrets, SecretSource, AutoCloseable {

    /** A tenant that was verified with so many commits in between has moved on. */
    private static final int LOOKED_AT = 3;

    private static final String UNKNOWN_COMMIT = "no commit is known with which the tenant was verified before, and ";

    private final Map<TenantId, List<String>> commits;
    private final Function<String, @Nullable Place> places;
    private final Fingerprinter fingerprinter;
    private final Place current;
    private final Map<String, @Nullable Place> opened = new HashMap<>();
    private final Map<TenantId, Place> homes = new ConcurrentHashMap<>();

    /**
     * @param commits with which each tenant was verified before the run, last first
     * @param current what is read now
     * @param places opens a commit, or gives null where git no longer has it
     */
    CommittedSecrets(
            Map<TenantId, List<String>> commits,
            Place current,
            Function<String, @Nullable Place> places,
            Fingerprinter fingerprinter) {
        this.commits = commits;
        this.current = current;
        this.places = places;
        this.fingerprinter = fingerprinter;
    }

    /**
     * Where secrets are looked up.
     *
     * @param name for people
     * @param tenants what it says of each
     */
    record Place(String name, Map<TenantId, DesiredState> tenants, SecretSource secrets, Runnable end) {

        static Place of(String name, Collection<DesiredState> tenants, SecretSource secrets, Runnable end) {
            return new Place(
                    name,
                    tenants.stream().collect(Collectors.toMap(DesiredState::tenant, Function.identity())),
                    secrets,
                    end);
        }

        Map<String, Value> valuesOf(TenantId tenant) {
            DesiredState state = tenants.get(tenant);
            return state == null ? Map.of() : state.config().fields();
        }
    }

    /** What is read now; whoever read it closes it. */
    static Place current(ChosenFleet fleet, EnvironmentConnection.Site site) {
        SecretResolver secrets = site.secrets();
        return Place.of("the configuration read now", fleet.configuration().tenants(), secrets, secrets::close);
    }

    /** @return null where git no longer has the commit */
    static @Nullable Place place(String commit, EnvironmentConnection.Site site) {
        GitFolder folder;
        try {
            folder = GitFolder.at(site.configs(), commit);
        } catch (RevisionUnavailableException e) {
            return null;
        }
        SecretResolver secrets = site.secrets(ChosenFleet.committed(site.configs(), folder.files()));
        return Place.of(
                "commit " + commit,
                ConfigFolder.layers(site.configs(), folder.files())
                        .configuration()
                        .tenants(),
                secrets,
                () -> {
                    try (folder) {
                        secrets.close();
                    }
                });
    }

    @Override
    public Found of(TenantId tenant, List<FieldChange> replaced) {
        if (replaced.isEmpty()) {
            return found(tenant, current);
        }
        Map<String, String> missing = new LinkedHashMap<>();
        List<String> known = commits.getOrDefault(tenant, List.of());
        List<Place> candidates = new ArrayList<>();
        for (String commit : known.subList(0, Math.min(LOOKED_AT, known.size()))) {
            Place place = opened(commit);
            if (place == null) {
                replaced.forEach(change ->
                        missing.putIfAbsent(change.field(), "git no longer has commit " + commit + ", which knows it"));
            } else {
                candidates.add(place);
            }
        }
        candidates.add(current);
        for (Place place : candidates) {
            Map<String, String> lacking = lacking(tenant, replaced, place);
            if (lacking.isEmpty()) {
                return found(tenant, place);
            }
            lacking.forEach((field, why) -> missing.putIfAbsent(field, known.isEmpty() ? UNKNOWN_COMMIT + why : why));
        }
        return new Found(Map.of(), missing);
    }

    private @Nullable Place opened(String commit) {
        if (!opened.containsKey(commit)) {
            opened.put(commit, places.apply(commit));
        }
        return opened.get(commit);
    }

    private Found found(TenantId tenant, Place place) {
        homes.put(tenant, place);
        Map<String, Value> values = new HashMap<>();
        place.valuesOf(tenant).forEach((field, value) -> values.put(field, asSecret(value)));
        return new Found(values, Map.of());
    }

    /** What stood in a field beside a secret may have been one. */
    private static Value asSecret(Value value) {
        return value instanceof Value.Text text ? new Secret(text.text()) : value;
    }

    private Map<String, String> lacking(TenantId tenant, List<FieldChange> replaced, Place place) {
        Map<String, String> lacking = new LinkedHashMap<>();
        Map<String, Value> values = place.valuesOf(tenant);
        for (FieldChange change : replaced) {
            String why = lacking(tenant, change, values.get(change.field()), place);
            if (why != null) {
                lacking.put(change.field(), why);
            }
        }
        return lacking;
    }

    /** One that can't be had just now is no other one: the tenant fails then, and may be tried again. */
    private @Nullable String lacking(TenantId tenant, FieldChange change, @Nullable Value value, Place place) {
        String recorded = change.to();
        if (FieldChange.MASKED.equals(recorded)) {
            return "the server masked it before, so nothing was recorded of it";
        }
        if (value == null) {
            return place.name() + " says nothing of it";
        }
        try {
            Value had = value instanceof SecretReference reference
                    ? place.secrets().resolve(tenant, reference)
                    : asSecret(value);
            String now = had instanceof Secret secret
                    ? fingerprinter
                            .thatMade(recorded)
                            .of(tenant, change.field(), secret)
                            .text()
                    : "";
            return now.equals(recorded)
                    ? null
                    : "the secret that " + place.name() + " has for it is not the one that was recorded: changed since";
        } catch (SecretUnavailableException e) {
            return null;
        }
    }

    @Override
    public Secret resolve(SecretReference reference) throws SecretUnavailableException {
        return current.secrets().resolve(reference);
    }

    @Override
    public Secret resolve(TenantId tenant, SecretReference reference) throws SecretUnavailableException {
        return homes.getOrDefault(tenant, current).secrets().resolve(tenant, reference);
    }

    @Override
    public SecretSource meantFor(SecretPurpose purpose) {
        return new SecretSource() {
            @Override
            public Secret resolve(SecretReference reference) throws SecretUnavailableException {
                return current.secrets().meantFor(purpose).resolve(reference);
            }

            @Override
            public Secret resolve(TenantId tenant, SecretReference reference) throws SecretUnavailableException {
                return homes.getOrDefault(tenant, current)
                        .secrets()
                        .meantFor(purpose)
                        .resolve(tenant, reference);
            }
        };
    }

    @Override
    public void close() {
        current.end().run();
        opened.values().forEach(place -> {
            if (place != null) {
                place.end().run();
            }
        });
    }
}
