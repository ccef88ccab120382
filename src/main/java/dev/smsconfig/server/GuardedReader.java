package dev.smsconfig.server;

import dev.smsconfig.server.Observation.NotObserved;
import dev.smsconfig.state.TenantId;

/** Reads, until the shared credential was refused too often in a row; see {@link CredentialBreaker}. */
public final class GuardedReader implements SmsConfigReader {

    private final SmsConfigReader reader;
    private final RefusedCredential credential;

    public GuardedReader(SmsConfigReader reader) {
        this(reader, new RefusedCredential());
    }

    GuardedReader(SmsConfigReader reader, RefusedCredential credential) {
        this.reader = reader;
        this.credential = credential;
    }

    @Override
    public Observation observe(TenantId tenant) {
        if (credential.isRefused()) {
            return new NotObserved(RefusedCredential.OPEN);
        }
        Observation observation = reader.observe(tenant);
        credential.note(observation.failure());
        return observation;
    }
}
