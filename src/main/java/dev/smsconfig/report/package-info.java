/** What people and scripts get to read: values in, text out. */
@NullMarked
package dev.smsconfig.report;

import org.jspecify.annotations.NullMarked;
