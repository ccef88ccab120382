package dev.smsconfig.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.audit.NetSaves;
import dev.smsconfig.plan.Cause;
import dev.smsconfig.plan.DifferencePolicy;
import dev.smsconfig.plan.FieldChange;
import dev.smsconfig.plan.Planner;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import dev.smsconfig.reconcile.Task;
import dev.smsconfig.reconcile.TenantComparison;
import dev.smsconfig.reconcile.TenantReads;
import dev.smsconfig.reconcile.TenantReconciler;
import dev.smsconfig.reconcile.TenantSaves;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.InMemorySmsConfigServer;
import dev.smsconfig.server.Observation.NotObserved;
import dev.smsconfig.server.RetrySettings;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.server.SpringRetries;
import dev.smsconfig.state.DesiredState;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.LastApplied;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.Sensitivity;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * For generated fleets, runs whose saves fail in every way, and hands that meddle before the rollback: what is rolled back
 * is what was there before, for all but conflicts, and nothing else moves. The oracle knows configurations only.
 */
class RollbackPropertyTest {

    private static final int FLEETS = 1000;
    private static final List<String> SETTINGS = List.of("cm_username", "cm_password", "own");

    @Test
    void theStateAfterIsTheStateBeforeForAllButConflicts() {
        Map<OutcomeKind, Integer> seen = new EnumMap<>(OutcomeKind.class);
        for (int seed = 0; seed < FLEETS; seed++) {
            Random random = new Random(seed);
            boolean normalises = random.nextInt(5) == 0;
            for (int tenant = 1 + random.nextInt(4); tenant > 0; tenant--) {
                Story story = new Story(new TenantId("Cust" + seed + "-" + tenant), random, normalises);
                seen.merge(story.goThere(), 1, Integer::sum);
                story.meddle();
                story.goBack("seed " + seed + ", tenant " + tenant);
            }
        }
        // each way in which a save can end is among them
        assertThat(seen.keySet())
                .contains(
                        OutcomeKind.CONVERGED,
                        OutcomeKind.DIVERGED,
                        OutcomeKind.UNKNOWN,
                        OutcomeKind.FAILED,
                        OutcomeKind.IN_SYNC);
    }

    /** One tenant from before the run until after the rollback. */
    private static final class Story {
        private final TenantId tenant;
        private final Random random;
        private final InMemorySmsConfigServer server = new InMemorySmsConfigServer();
        private final NetSaves saves = new NetSaves();
        private final SmsConfig before;
        private final SmsConfig desired;
        private SmsConfig left;
        private @Nullable LastApplied lastApplied;
        private boolean blind;
        private boolean goesBlind;

        Story(TenantId tenant, Random random, boolean normalises) {
            this.tenant = tenant;
            this.random = random;
            if (normalises) {
                server.normalise(Story::stripped);
            }
            before = config(false);
            left = before;
            desired = config(true);
            server.put(tenant, before);
        }

        /** @param ofGit what git says may have a blank at its end, which servers may take away */
        private SmsConfig config(boolean ofGit) {
            Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
            if (random.nextInt(4) > 0) {
                String sender = "S" + random.nextInt(3) + (ofGit && random.nextInt(4) == 0 ? " " : "");
                properties.put(SmsProperty.NS_PLUGIN_SENDER, Value.text(sender));
            }
            if (random.nextInt(3) > 0) {
                properties.put(SmsProperty.DEFAULT_SMS_COUNTRY, Value.text("+" + random.nextInt(3)));
            }
            if (ofGit && random.nextInt(3) == 0) {
                return new SmsConfig(properties, null);
            }
            Map<String, Value> settings = new TreeMap<>();
            for (String key : SETTINGS) {
                if (random.nextInt(3) > 0) {
                    settings.put(key, setting(key));
                }
            }
            return new SmsConfig(properties, settings);
        }

        private Value setting(String key) {
            String text = "v" + random.nextInt(3);
            return Sensitivity.isSensitiveSetting(key) ? new Secret(text) : Value.text(text);
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

        private TenantReconciler reconciler(boolean records) {
            SpringRetries retries = new SpringRetries(RetrySettings.standard(), duration -> true, new Random(1));
            return new TenantReconciler(
                    new TenantComparison(
                            new TenantReads(
                                    id -> blind
                                            ? new NotObserved(Failure.of(Kind.UNAUTHENTICATED, "401"))
                                            : server.observe(id),
                                    retries),
                            new Planner(new Fingerprinter("k1", new byte[32])),
                            DifferencePolicy.healing(),
                            reference -> {
                                throw new SecretUnavailableException("there are no references");
                            }),
                    new TenantSaves(server, server, retries),
                    intent -> {
                        if (records) {
                            saves.announced(intent.changes());
                        }
                        blind = goesBlind;
                    });
        }

        private DesiredState desired(SmsConfig config) {
            return new DesiredState(tenant, config, Map.of(), "tenants/x.yaml");
        }

        /** The run, at times in two executions; tells how it ended. */
        OutcomeKind goThere() {
            if (random.nextInt(4) == 0) {
                Failure refused = Failure.of(Kind.UNAUTHENTICATED, "401");
                boolean unclear = random.nextBoolean();
                goesBlind = unclear;
                server.answerSave(
                        tenant,
                        unclear ? new SaveResult.Unclear(refused) : new SaveResult.NotSaved(refused),
                        unclear && random.nextBoolean());
            }
            Outcome outcome = execute(false);
            goesBlind = false;
            blind = false;
            if (outcome.kind().isResumable() && random.nextBoolean()) {
                outcome = execute(outcome.kind() == OutcomeKind.UNKNOWN);
            }
            return outcome.kind();
        }

        private Outcome execute(boolean intentStands) {
            Outcome outcome = reconciler(true).reconcile(new Task(desired(desired), lastApplied, intentStands));
            if (intentStands && outcome.attempts() == 0 || outcome.kind() == OutcomeKind.IN_SYNC) {
                saves.observed(outcome.kind());
            } else if (intentStands && outcome.kind() == OutcomeKind.CONVERGED && server.saves(tenant) == 1) {
                saves.observed(outcome.kind());
            } else {
                saves.ended(outcome.kind(), outcome.changes());
            }
            if (outcome.verified() != null) {
                lastApplied = outcome.verified();
            }
            if (outcome.kind() == OutcomeKind.UNKNOWN) {
                left = before.overlaidBy(desired);
            } else {
                left = Objects.requireNonNull(server.get(tenant));
            }
            return outcome;
        }

        /** Somebody changes a field by hand, at times. */
        void meddle() {
            SmsConfig live = Objects.requireNonNull(server.get(tenant));
            Map<SmsProperty, Value> properties = new EnumMap<>(SmsProperty.class);
            properties.putAll(live.properties());
            Map<String, Value> settings = new TreeMap<>(settingsOf(live));
            switch (random.nextInt(6)) {
                case 0 -> properties.put(SmsProperty.NS_PLUGIN_SENDER, Value.text("S" + random.nextInt(4)));
                case 1 -> properties.remove(SmsProperty.DEFAULT_SMS_COUNTRY);
                case 2 -> {
                    String key = SETTINGS.get(random.nextInt(SETTINGS.size()));
                    settings.put(key, setting(key));
                }
                case 3 -> settings.remove(SETTINGS.get(random.nextInt(SETTINGS.size())));
                default -> {}
            }
            server.put(tenant, new SmsConfig(properties, settings));
        }

        void goBack(String where) {
            Map<String, Object> live = texts(Objects.requireNonNull(server.get(tenant)));
            Map<String, Object> then = texts(before);
            Map<String, Object> wrote = texts(left);
            Set<String> changed = new TreeSet<>(then.keySet());
            changed.addAll(wrote.keySet());
            changed.removeIf(field -> Objects.equals(then.get(field), wrote.get(field)));
            boolean conflict = changed.stream()
                    .anyMatch(field -> !Objects.equals(live.get(field), then.get(field))
                            && !Objects.equals(live.get(field), wrote.get(field)));
            Map<String, Object> expected = new TreeMap<>(live);
            if (!conflict) {
                changed.forEach(field -> {
                    expected.remove(field);
                    if (then.containsKey(field)) {
                        expected.put(field, then.get(field));
                    }
                });
            }

            List<FieldChange> net = saves.changes();
            assertThat(net).as(where).extracting(FieldChange::field).containsExactlyInAnyOrderElementsOf(changed);
            if (net.isEmpty()) {
                return;
            }
            RollbackBinding binding = new RollbackBinding(Map.of(tenant, net), Map.of(), this::secrets);
            Outcome outcome = reconciler(false)
                    .reconcile(new Task(binding.desired().get(0), lastApplied, false, bound(binding), true));

            assertThat(texts(Objects.requireNonNull(server.get(tenant))))
                    .as(where)
                    .isEqualTo(expected);
            assertThat(outcome.kind())
                    .as(where)
                    .isEqualTo(
                            conflict
                                    ? OutcomeKind.STALE
                                    : expected.equals(live) ? OutcomeKind.IN_SYNC : OutcomeKind.CONVERGED);
            if (!conflict) {
                secondTime(binding, outcome, where);
                pendingAfterwards(outcome, changed, where);
            }
        }

        private List<FieldChange> bound(RollbackBinding binding) {
            return Objects.requireNonNull(binding.basis().bound().get(tenant));
        }

        private void secondTime(RollbackBinding binding, Outcome first, String where) {
            int sent = server.saves(tenant);
            Outcome second = reconciler(false)
                    .reconcile(new Task(binding.desired().get(0), first.verified(), false, bound(binding), true));
            assertThat(second.kind()).as(where).isEqualTo(OutcomeKind.IN_SYNC);
            assertThat(server.saves(tenant)).as(where).isEqualTo(sent);
        }

        private void pendingAfterwards(Outcome rolledBack, Set<String> changed, String where) {
            Outcome plan = reconciler(false).compare(new Task(desired(desired), rolledBack.verified(), false));
            assertThat(plan.changes())
                    .as(where)
                    .filteredOn(change -> changed.contains(change.field()))
                    .allSatisfy(change -> assertThat(change.cause()).isEqualTo(Cause.PENDING));
        }

        /** What git had before. */
        private EarlierSecrets.Found secrets(TenantId id, List<FieldChange> replaced) {
            Map<String, Value> values = new HashMap<>();
            before.fields().forEach((field, value) -> {
                if (value instanceof Secret) {
                    values.put(field, value);
                }
            });
            return new EarlierSecrets.Found(values, Map.of());
        }

        private static Map<String, Value> settingsOf(SmsConfig config) {
            Map<String, Value> settings = config.pluginConfig();
            return settings == null ? Map.of() : settings;
        }

        /** By field what a server holds; nothing is as good as an empty text. */
        private static Map<String, Object> texts(SmsConfig config) {
            Map<String, Object> texts = new TreeMap<>();
            config.fields().forEach((field, value) -> {
                if (!value.equals(Value.text(""))) {
                    texts.put(field, value);
                }
            });
            return texts;
        }
    }
}
