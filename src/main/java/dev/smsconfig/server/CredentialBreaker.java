package dev.smsconfig.server;

import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.Observation.NotObserved;
import dev.smsconfig.server.SaveResult.NotSaved;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stops sending a credential that is refused again and again: all tenants of an environment share it, and servers lock an
 * account after some wrong passwords. Opens after {@value #REFUSALS} refusals in a row and stays open for the run.
 */
public final class CredentialBreaker implements SmsConfigReader, SmsConfigWriter {

    static final int REFUSALS = 3;

    private static final Failure OPEN = Failure.of(
            Kind.UNAUTHENTICATED,
            "not tried: the server refused the credential " + REFUSALS
                    + " times in a row; check the environment's auth in fleet.yaml, then resume");

    private final SmsConfigReader reader;
    private final SmsConfigWriter writer;
    private final AtomicInteger refusals = new AtomicInteger();

    public CredentialBreaker(SmsConfigReader reader, SmsConfigWriter writer) {
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public Observation observe(TenantId tenant) {
        if (isOpen()) {
            return new NotObserved(OPEN);
        }
        Observation observation = reader.observe(tenant);
        note(observation.failure());
        return observation;
    }

    @Override
    public SaveResult save(TenantId tenant, SmsConfig config) {
        if (isOpen()) {
            return new NotSaved(OPEN);
        }
        SaveResult result = writer.save(tenant, config);
        note(result instanceof NotSaved notSaved ? notSaved.failure() : null);
        return result;
    }

    private boolean isOpen() {
        return refusals.get() >= REFUSALS;
    }

    /** Only an answer that took the credential proves it; a broken connection says nothing. */
    private void note(@Nullable Failure failure) {
        if (failure == null) {
            refusals.updateAndGet(count -> count >= REFUSALS ? count : 0);
        } else if (failure.kind() == Kind.UNAUTHENTICATED) {
            refusals.incrementAndGet();
        }
    }
}
