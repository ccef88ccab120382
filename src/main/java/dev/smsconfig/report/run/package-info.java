/** The report folder of a run: every form of it, written from one read of the ledger. */
@NullMarked
package dev.smsconfig.report.run;

import org.jspecify.annotations.NullMarked;
