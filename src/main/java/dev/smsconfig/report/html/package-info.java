/** Pages that stand alone: values in, HTML out that needs neither network nor script. */
@NullMarked
package dev.smsconfig.report.html;

import org.jspecify.annotations.NullMarked;
