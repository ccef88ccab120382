/** The report of a period for auditors: one model, many forms. Values in, text out. */
@NullMarked
package dev.smsconfig.report.audit;

import org.jspecify.annotations.NullMarked;
