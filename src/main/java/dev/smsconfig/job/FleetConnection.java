package dev.smsconfig.job;

import dev.smsconfig.reconcile.RemoteTenants;
import dev.smsconfig.state.Fingerprinter;
import dev.smsconfig.state.SecretSource;

/** How a run reaches its tenants and their secrets. */
public record FleetConnection(RemoteTenants remote, SecretSource secrets, Fingerprinter fingerprinter) {}
