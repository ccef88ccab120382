/** What leaves the job repository for auditors, with all that it takes to check it without us. */
@NullMarked
package dev.smsconfig.evidence;

import org.jspecify.annotations.NullMarked;
