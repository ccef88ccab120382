package dev.smsconfig.job;

import dev.smsconfig.audit.SecretUses;
import dev.smsconfig.reconcile.TenantReads;
import dev.smsconfig.reconcile.TenantSaves;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.SecretSource;
import org.jspecify.annotations.Nullable;

/**
 * How a run reaches its tenants and their secrets.
 *
 * @param uses what is read of {@code secrets}, and was read to make this
 * @param saves null for a run that can't save, and knows nothing of what it would take
 */
public record FleetConnection(
        TenantReads reads,
        @Nullable TenantSaves saves,
        SecretSource secrets,
        Fingerprinter fingerprinter,
        SecretUses uses) {}
