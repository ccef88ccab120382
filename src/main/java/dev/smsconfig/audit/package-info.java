/** Durable evidence: the runs, what became of each tenant, and an append-only trail of what was done. JDBC. */
@NullMarked
package dev.smsconfig.audit;

import org.jspecify.annotations.NullMarked;
