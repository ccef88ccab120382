package dev.smsconfig.job;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.SecretUses;
import dev.smsconfig.plan.DriftPolicy;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.GuardSettings;
import dev.smsconfig.plan.Overrides;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.reconcile.TenantReads;
import dev.smsconfig.reconcile.TenantSaves;
import dev.smsconfig.rollout.FailureBudget;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.rollout.Rollout;
import dev.smsconfig.rollout.Wave;
import dev.smsconfig.rollout.WaveRecord;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.InMemorySmsConfigServer;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.Observation.NotObserved;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.server.SaveResult.NotSaved;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.Provenance;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretSource;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.ShareOrCount;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Rollouts against a server in memory, on a clock that a test moves: runs wait without time passing. */
final class RolloutRuns implements AutoCloseable {

    static final Instant START = Instant.parse("2026-11-24T02:00:00Z");

    final JobStore store;
    final InMemorySmsConfigServer server = new InMemorySmsConfigServer();
    final List<String> saved = Collections.synchronizedList(new ArrayList<>());
    final Set<String> unreachable = ConcurrentHashMap.newKeySet();
    /** Saves that fail, and may be tried again. */
    final Set<String> failing = ConcurrentHashMap.newKeySet();
    /** Saves that are refused for good. */
    final Set<String> rejecting = ConcurrentHashMap.newKeySet();
    /** Tenants that can't be read any more once they were saved. */
    final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    /** Whether the server masks its secrets. */
    boolean masks;
    /** Whether the server takes blanks away from the end of a sender. */
    boolean normalises;

    /** What the command line would say of which tenants runs are about; null for all. */
    @Nullable
    String selection;

    /** What happens while a run waits. */
    Runnable meanwhile = () -> {};
    /** What happens before each save. */
    Runnable beforeSave = () -> {};
    /** What happens before each look at a tenant. */
    Runnable beforeObserve = () -> {};
    /** What runs read of secrets. */
    SecretUses secrets = new SecretUses();
    /** Where they read them. */
    SecretSource source = reference -> {
        throw new SecretUnavailableException("no secrets here");
    };

    StopSignal stop = new StopSignal(this::pass);
    Pacing pacing = new Pacing(Duration.ofHours(1), null);
    String environment = "test";

    @Nullable
    Provenance commit;

    /** What runs carry out from now on. */
    Run.@Nullable CarriedPlan plan;

    private @Nullable String undoes;

    int parallelism = 8;
    Duration waited = Duration.ZERO;
    private Instant now = START;

    Invocation invocation = Invocations.KNOWN;

    RolloutRuns(Path folder) {
        this(RepositoryConnection.embedded(folder));
    }

    RolloutRuns(RepositoryConnection repository) {
        store = JobStore.open(repository, clock());
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    void pass(Duration duration) {
        waited = waited.plus(duration);
        later(duration);
        meanwhile.run();
    }

    void later(Duration duration) {
        now = now.plus(duration);
    }

    /** A tenant that begins with the sender {@code Legacy}, and the ring that its name begins with. */
    DesiredState tenant(String name, String sender) {
        TenantId tenant = new TenantId(name);
        if (server.get(tenant) == null) {
            server.put(tenant, config("Legacy"));
        }
        return new DesiredState(
                tenant, config(sender), Map.of("ring", name.substring(0, 1)), "tenants/" + name + ".yaml");
    }

    static SmsConfig config(String sender) {
        return new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text(sender)), Map.of());
    }

    /** Named {@code a1} to {@code aN}, {@code b1} … */
    List<DesiredState> fleet(String sender, int... sizes) {
        List<DesiredState> fleet = new ArrayList<>();
        for (int ring = 0; ring < sizes.length; ring++) {
            for (int i = 1; i <= sizes[ring]; i++) {
                fleet.add(tenant((char) ('a' + ring) + String.valueOf(i), sender));
            }
        }
        return fleet;
    }

    RunRequest request(List<DesiredState> fleet, FailureBudget budget, Wave... waves) {
        return guarded(fleet, "100%", budget, waves);
    }

    RunRequest guarded(List<DesiredState> fleet, String maxChanged, FailureBudget budget, Wave... waves) {
        return new RunRequest(
                fleet,
                new Policies(
                        GuardSettings.STANDARD.withMaxChanged(ShareOrCount.parse(maxChanged)),
                        List.of(),
                        new Rollout(List.of(waves), budget),
                        DriftPolicy.HEAL,
                        List.of()),
                parallelism,
                Overrides.NONE,
                pacing,
                Basis.FILES);
    }

    Run apply(RunRequest request) {
        return start(Run.APPLY, request);
    }

    /** The way back from a run, in the waves of another request. */
    RunRequest wayBack(Run undone, RunRequest request) {
        return wayBack(undone, request, EarlierSecrets.UNKNOWN);
    }

    RunRequest wayBack(Run undone, RunRequest request, EarlierSecrets secrets) {
        Map<TenantId, DesiredState> known = new HashMap<>();
        request.desired().forEach(desired -> known.put(desired.tenant(), desired));
        RollbackBinding binding = new RollbackBinding(store.saves().savedBy(undone), known, secrets);
        return new RunRequest(
                binding.desired(),
                request.policies(),
                request.parallelism(),
                request.overrides(),
                request.pacing(),
                binding.basis());
    }

    Run rollBack(Run undone, RunRequest request) {
        undoes = undone.id();
        try {
            return start(Run.ROLLBACK, request);
        } finally {
            undoes = null;
        }
    }

    List<FieldChange> changes(Run run, String tenant) {
        List<FieldChange> changes = new ArrayList<>();
        store.tenants().forEach(run.id(), entry -> {
            Outcome outcome = entry.outcome();
            if (outcome != null && entry.tenant().tenant().value().equals(tenant)) {
                changes.addAll(outcome.changes());
            }
        });
        return changes;
    }

    Run start(String command, RunRequest request) {
        FleetJob job = job();
        Run.Origin origin = new Run.Origin(
                "configs", commit, false, selection, request.desired().size(), plan, undoes);
        Run run = job.start(new NewRun(job.newRunId(), command, environment, origin, "this host"), request);
        later(Duration.ofSeconds(1));
        return run;
    }

    Run resume(Run run, RunRequest request) {
        return job().resume(store.runs().find(run.id()).orElseThrow(), request, "another host");
    }

    FleetJob job() {
        SpringRetries retries = new SpringRetries(RetrySettings.standard(), duration -> true, new Random(1));
        return new FleetJob(
                store,
                new FleetConnection(
                        new TenantReads(this::observe, retries),
                        new TenantSaves(this::save, server, retries),
                        source,
                        new Fingerprinter("k1", new byte[32]),
                        secrets),
                new Silent(),
                stop,
                invocation);
    }

    private Observation observe(TenantId tenant) {
        beforeObserve.run();
        boolean gone = unreadable.contains(tenant.value()) && saved.contains(tenant.value());
        return gone || unreachable.contains(tenant.value())
                ? new NotObserved(Failure.of(Kind.UNAUTHENTICATED, "401"))
                : masks ? masked(server.observe(tenant)) : server.observe(tenant);
    }

    private static Observation masked(Observation observation) {
        if (!(observation instanceof Observation.Observed observed)) {
            return observation;
        }
        SmsConfig config = observed.state().config();
        Map<String, Value> settings = new TreeMap<>(Objects.requireNonNull(config.pluginConfig()));
        settings.replaceAll((key, value) -> value instanceof Secret ? new Value.Masked() : value);
        return new Observation.Observed(
                new ObservedState(observed.state().tenant(), new SmsConfig(config.properties(), settings)));
    }

    private SaveResult save(TenantId tenant, SmsConfig config) {
        beforeSave.run();
        saved.add(tenant.value());
        if (failing.contains(tenant.value())) {
            return new NotSaved(Failure.of(Kind.UNAUTHENTICATED, "401"));
        }
        if (rejecting.contains(tenant.value())) {
            return new NotSaved(Failure.of(Kind.REFUSED, "400"));
        }
        return server.save(tenant, normalises ? stripped(config) : config);
    }

    private static SmsConfig stripped(SmsConfig config) {
        Value sender = config.properties().get(SmsProperty.NS_PLUGIN_SENDER);
        return sender instanceof Value.Text text
                ? config.overlaidBy(new SmsConfig(
                        Map.of(
                                SmsProperty.NS_PLUGIN_SENDER,
                                Value.text(text.text().strip())),
                        null))
                : config;
    }

    Map<OutcomeKind, Integer> summary(Run run) {
        return store.tenants().summary(run.id());
    }

    Map<String, OutcomeKind> outcomes(Run run) {
        Map<String, OutcomeKind> outcomes = new TreeMap<>();
        store.tenants()
                .forEach(run.id(), entry -> outcomes.put(entry.tenant().tenant().value(), kind(entry)));
        return outcomes;
    }

    private static OutcomeKind kind(LedgerEntry entry) {
        OutcomeKind kind = entry.kind();
        if (kind == null) {
            throw new AssertionError("a tenant without outcome");
        }
        return kind;
    }

    @Nullable
    String message(Run run, String tenant) {
        List<@Nullable String> found = new ArrayList<>();
        store.tenants().forEach(run.id(), entry -> {
            Outcome outcome = entry.outcome();
            if (outcome != null && entry.tenant().tenant().value().equals(tenant)) {
                found.add(outcome.message());
            }
        });
        return found.get(0);
    }

    WaveRecord wave(Run run, int index) {
        return store.waves().waves(run.id()).get(index);
    }

    @Override
    public void close() {
        store.close();
    }

    private static final class Silent implements RunWatcher {
        @Override
        public void began(String name, int tenants) {}

        @Override
        public void done(Outcome outcome) {}

        @Override
        public void ended() {}

        @Override
        public void planned(String runId) {}

        @Override
        public boolean consents(String runId) {
            return true;
        }
    }
}
