/** The Spring Batch shell: the steps of a run, partitions and restart. No other package knows Batch types. */
@NullMarked
package dev.smsconfig.job;

import org.jspecify.annotations.NullMarked;
