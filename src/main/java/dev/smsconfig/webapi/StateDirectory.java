package dev.smsconfig.webapi;

import dev.smsconfig.http.Answer;
import dev.smsconfig.http.Delivery;
import dev.smsconfig.http.Refusals;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.state.TenantId;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * SuperOffice's directory of online tenants: hosts move, so each tenant is looked up at
 * {@code https://online.superoffice.com/api/state/{tenant}}, without a credential, and again once its answer is no longer
 * valid (SuperOffice developer documentation, "Check tenant status").
 */
public final class StateDirectory implements TenantDirectory {

    private final StateEndpoint endpoint;
    private final Transport transport;
    private final Clock clock;
    private final Map<TenantId, Known> known = new ConcurrentHashMap<>();

    private record Known(Located located, Instant validUntil) {}

    public StateDirectory(StateEndpoint endpoint, Transport transport, Clock clock) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.clock = clock;
    }

    @Override
    public Location locate(TenantId tenant) {
        Known last = known.get(tenant);
        if (last != null && clock.instant().isBefore(last.validUntil)) {
            return last.located;
        }
        URI target = endpoint.of(tenant);
        String where = Transport.hostAndPort(target);
        Delivery delivery = transport.get(target, Map.of("Accept", "application/json"));
        if (delivery instanceof Delivery.NotSent notSent) {
            return new NotLocated(notSent.failure());
        }
        if (delivery instanceof Delivery.Lost lost) {
            return new NotLocated(lost.failure());
        }
        Answer answer = ((Delivery.Answered) delivery).answer();
        if (answer.status() == 404) {
            return new NotLocated(Failure.of(
                    Kind.NOT_FOUND,
                    "404 from " + where + ": the directory knows no such tenant; check the tenant's id"));
        }
        if (answer.status() != 200) {
            return new NotLocated(refusal(answer, where));
        }
        return located(tenant, answer, where);
    }

    /**
     * The directory wants no credential, so whatever else than a failure that passes it answers is no verdict on the
     * tenant or on the credential that goes to its server.
     */
    private Failure refusal(Answer answer, String where) {
        Failure refusal = Refusals.of(answer, where, clock);
        return refusal.isTransient()
                ? refusal
                : Failure.of(
                        Kind.UNEXPECTED,
                        answer.status() + " from " + where
                                + ": no answer that the directory gives; check state in fleet.yaml");
    }

    private Location located(TenantId tenant, Answer answer, String where) {
        try {
            TenantStatusAnswer status = TenantStatusAnswer.read(answer.body(), tenant);
            if (!status.isRunning()) {
                return new NotLocated(
                        Failure.of(
                                Kind.NOT_RUNNING,
                                "the tenant is not running: " + where + " says it is " + status.state()),
                        status.state());
            }
            Located located = new Located(endpoint.admitted(status.api()), status.state());
            known.put(tenant, new Known(located, status.validUntil(clock.instant())));
            return located;
        } catch (UnreadableAnswerException e) {
            return new NotLocated(Failure.of(
                    e.kind(), "200 from " + where + " with " + e.what() + "; check state in fleet.yaml, or try again"));
        }
    }

    @Override
    public boolean relocate(TenantId tenant, Located outdated) {
        known.computeIfPresent(tenant, (t, entry) -> entry.located.equals(outdated) ? null : entry);
        return true;
    }
}
