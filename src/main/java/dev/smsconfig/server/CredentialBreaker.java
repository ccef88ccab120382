package dev.smsconfig.server;

import dev.smsconfig.server.SaveResult.NotSaved;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;

/**
 * Stops sending a credential that is refused again and again: all tenants of an environment share it, and servers lock an
 * account after some wrong passwords. Opens after some refusals in a row and stays open for the run.
 */
public final class CredentialBreaker implements SmsConfigReader, SmsConfigWriter {

    static final int REFUSALS = RefusedCredential.REFUSALS;

    private final RefusedCredential credential = new RefusedCredential();
    private final SmsConfigReader reader;
    private final SmsConfigWriter writer;

    public CredentialBreaker(SmsConfigReader reader, SmsConfigWriter writer) {
        this.reader = new GuardedReader(reader, credential);
        this.writer = writer;
    }

    @Override
    public Observation observe(TenantId tenant) {
        return reader.observe(tenant);
    }

    @Override
    public SaveResult save(TenantId tenant, SmsConfig config) {
        if (credential.isRefused()) {
            return new NotSaved(RefusedCredential.OPEN);
        }
        SaveResult result = writer.save(tenant, config);
        credential.note(result instanceof NotSaved notSaved ? notSaved.failure() : null);
        return result;
    }
}
