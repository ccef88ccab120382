package dev.smsconfig.state;

import org.jspecify.annotations.Nullable;

/**
 * That a secret was read, or could not be: never what it was.
 *
 * @param reference of one tenant, where it is one for each
 * @param version which of its versions it was, as far as the place knows: a number in Vault, else the time of the last
 *     change; null where that is not known
 * @param found false where there was nothing, or it was refused
 */
public record SecretUse(SecretReference reference, @Nullable String version, SecretPurpose purpose, boolean found) {}
