package dev.smsconfig.job;

import dev.smsconfig.MovableClock;
import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.SecretUses;
import dev.smsconfig.git.AllowedSigners;
import dev.smsconfig.git.FolderVersion;
import dev.smsconfig.git.GitFolder;
import dev.smsconfig.plan.Guard;
import dev.smsconfig.plan.Overrides;
import dev.smsconfig.reconcile.TenantReads;
import dev.smsconfig.reconcile.TenantSaves;
import dev.smsconfig.rollout.Approval;
import dev.smsconfig.rollout.Policies;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.InMemorySmsConfigServer;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Configuration;
import dev.smsconfig.source.Layered;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.Provenance.Evidence;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretPurpose;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretSource;
import dev.smsconfig.state.SecretUse;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A fleet in a git repository, run against a server in memory on a clock that a test moves. The same course gives the same
 * history, save for salts, and for what the database says of its own clock.
 */
public final class RecordedFleet implements AutoCloseable {

    public static final String ENVIRONMENT = "production";

    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    public final InMemorySmsConfigServer server = new InMemorySmsConfigServer();
    /** What references lead to. */
    public final Map<String, String> secrets = new HashMap<>();

    public final Set<String> unreachable = new HashSet<>();
    public final Set<String> failing = new HashSet<>();
    /** Tenants at whose save the process dies. */
    public final Set<String> deadly = new HashSet<>();

    private final Path configs;
    private final JobStore store;
    private final MovableClock clock;
    private final Turns turns;

    /**
     * @param configs the config folder, in a git repository
     * @param work an existing folder
     */
    public RecordedFleet(Path configs, Path work) {
        this(configs, RepositoryConnection.embedded(work));
    }

    public RecordedFleet(Path configs, RepositoryConnection repository) {
        this.configs = configs;
        this.clock = new MovableClock("2026-01-01T00:00:00Z");
        this.store = JobStore.open(repository, clock);
        this.turns = new Turns(store, () -> clock.advance(Duration.ofSeconds(20)));
    }

    public JobStore store() {
        return store;
    }

    /** An apply of the whole fleet. */
    public Run apply(String at) {
        return run(at, Run.APPLY, null, Overrides.NONE);
    }

    /** An apply of one tenant. */
    public Run applyTo(String at, String tenant) {
        return run(at, Run.APPLY, tenant, Overrides.NONE);
    }

    public Run override(String at, Guard guard, String reason, String by) {
        return run(at, Run.APPLY, null, new Overrides(Set.of(guard), reason, by));
    }

    public Run drift(String at) {
        return run(at, Run.DRIFT, null, Overrides.NONE);
    }

    /** No run begins where the files have errors. */
    public void applyOfUnreadableFiles() {
        try (GitFolder folder = GitFolder.current(configs)) {
            if (!ConfigFolder.layers(configs, folder.files()).configuration().hasErrors()) {
                throw new AssertionError("they can be read");
            }
        }
    }

    private Run run(String at, String command, @Nullable String tenant, Overrides overrides) {
        clock.moveTo(at);
        try (GitFolder folder = GitFolder.current(configs)) {
            Layered layered = ConfigFolder.layers(configs, folder.files());
            if (layered.configuration().hasErrors()) {
                throw new AssertionError(layered.configuration().problems());
            }
            Instant now = clock.instant();
            FolderVersion version = folder.version(signers(layered.configuration()), now);
            String id = ID.format(now) + "-" + "%06x".formatted((now.getEpochSecond() * 7919) & 0xffffff);
            RunRequest request = request(folder, layered, one -> tenant == null || tenant.equals(one), overrides);
            Run.Origin origin = new Run.Origin(
                    "configs",
                    version.provenance(),
                    version.dirty(),
                    tenant == null ? null : "--tenant " + tenant,
                    layered.configuration().tenants().size());
            turns.of(id);
            FleetJob job = job(!command.equals(Run.DRIFT), command);
            try {
                return job.start(new NewRun(id, command, ENVIRONMENT, origin, "build-host 4711"), request);
            } catch (RunFailedException e) {
                return store.runs().find(id).orElseThrow();
            }
        }
    }

    /** Goes on with a run, from its own commit. */
    public Run resume(String at, Run run) {
        clock.moveTo(at);
                deadly.clear();
        turns.of(run.id());
        try (GitFolder folder = GitFolder.at(configs, Objects.requireNonNull(run.commit()))) {
            Layered layered = ConfigFolder.layers(configs, folder.files());
            return job(true, "resume")
                    .resume(
                            store.runs().find(run.id()).orElseThrow(),
                            request(folder, layered, one -> true, Overrides.NONE),
                            "build-host 4712");
        } catch (dev.smsconfig.git.RevisionUnavailableException e) {
            throw new AssertionError(e);
        }
    }

    /** Approves the wave that waits. */
    public void approve(String at, Run run, String by, String reason) {
        clock.moveTo(at);
        Approvals approvals = new Approvals(store);
        String id = run.id();
        approvals.approve(
                id,
                approvals.awaiting(id).orElseThrow(),
                new Approval(by, reason, Evidence.CLAIMED, null, clock.instant()));
    }

    private static @Nullable AllowedSigners signers(Configuration configuration) {
        String path = Objects.requireNonNull(configuration.fleet()).allowedSigners();
        return path == null ? null : new AllowedSigners.InRepository(path);
    }

    private RunRequest request(GitFolder folder, Layered layered, Predicate<String> chosen, Overrides overrides) {
        Configuration configuration = layered.configuration();
        List<DesiredState> desired = configuration.tenants().stream()
                .filter(state -> chosen.test(state.tenant().value()))
                .toList();
        Policies policies = Objects.requireNonNull(configuration.fleet()).policies(ENVIRONMENT);
        return new RunRequest(
                desired,
                policies,
                4,
                overrides,
                Pacing.WITHOUT_WAITING,
                Basis.committed(folder.tenantCommits(layered.sources(), signers(configuration), clock.instant())
                        .byTenant()));
    }

    private FleetJob job(boolean saves, String command) {
        SpringRetries retries = new SpringRetries(RetrySettings.standard(), duration -> true, new Random(1));
        SecretUses uses = new SecretUses();
        return new FleetJob(
                store,
                new FleetConnection(
                        new TenantReads(this::observe, retries),
                        saves ? new TenantSaves(this::save, server, retries) : null,
                        source(uses, SecretPurpose.COMPARE),
                        new Fingerprinter("k1", new byte[32]),
                        uses),
                turns,
                new StopSignal(),
                new Invocation(
                        new Invocation.Tool("1.0.0", "5e".repeat(32), "21.0.9"),
                        new Invocation.Call(List.of(command, "--yes"), Map.of()),
                        new Invocation.Caller("svc-sms", "build-host", Map.of()),
                        null,
                        ZoneId.of("Europe/Oslo")));
    }

    private SecretSource source(SecretUses uses, SecretPurpose purpose) {
        return new SecretSource() {
            @Override
            public Secret resolve(SecretReference reference) {
                uses.accept(new SecretUse(reference, "2026-10-01T00:00:00Z", purpose, true));
                return new Secret(Objects.requireNonNull(secrets.get(reference.text()), reference.text()));
            }

            @Override
            public SecretSource meantFor(SecretPurpose other) {
                return source(uses, other);
            }
        };
    }

    private Observation observe(TenantId tenant) {
        turns.await(tenant);
        return unreachable.contains(tenant.value())
                ? new Observation.NotObserved(Failure.of(Kind.UNAUTHENTICATED, "401 from crm.example.com"))
                : server.observe(tenant);
    }

    private SaveResult save(TenantId tenant, SmsConfig config) {
        if (deadly.contains(tenant.value())) {
            throw new IllegalStateException("the process dies");
        }
        return failing.contains(tenant.value())
                ? new SaveResult.NotSaved(Failure.of(Kind.UNAUTHENTICATED, "401 from crm.example.com"))
                : server.save(tenant, config);
    }

    /** Somebody changes a tenant's sender on its server. */
    public void changeByHand(String tenant, String sender) {
        SmsConfig now = Objects.requireNonNull(server.get(new TenantId(tenant)));
        Map<SmsProperty, Value> properties = new HashMap<>(now.properties());
        properties.put(SmsProperty.NS_PLUGIN_SENDER, Value.text(sender));
        server.put(new TenantId(tenant), new SmsConfig(properties, now.pluginConfig()));
    }

    @Override
    public void close() {
        store.close();
    }
}
