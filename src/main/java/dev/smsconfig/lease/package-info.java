/** Who may run: leases in the job repository that end by themselves, and proof that a process is gone. JDBC. */
@NullMarked
package dev.smsconfig.lease;

import org.jspecify.annotations.NullMarked;
