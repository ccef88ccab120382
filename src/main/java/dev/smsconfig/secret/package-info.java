/** Where secrets come from: variables, mounted files, SOPS files, Vault. Nothing of it is kept on disk. */
@NullMarked
package dev.smsconfig.secret;

import org.jspecify.annotations.NullMarked;
