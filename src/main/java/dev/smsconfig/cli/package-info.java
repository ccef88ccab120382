/** The command line: options in, one exit code out. */
@NullMarked
package dev.smsconfig.cli;

import org.jspecify.annotations.NullMarked;
