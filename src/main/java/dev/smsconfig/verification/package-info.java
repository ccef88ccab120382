/** Finds out whether an audit trail is what was signed, and what was done to it where it is not. Reads only. */
@NullMarked
package dev.smsconfig.verification;

import org.jspecify.annotations.NullMarked;
