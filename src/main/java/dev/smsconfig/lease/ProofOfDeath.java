package dev.smsconfig.lease;

import java.util.Optional;

/** Tells whether a process is certainly gone. */
@FunctionalInterface
public interface ProofOfDeath {

    /** @return the evidence, for the record; empty where the process lives or nothing is known */
    Optional<String> of(ProcessIdentity process);
}
