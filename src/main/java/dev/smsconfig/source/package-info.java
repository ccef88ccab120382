/** Reads the config folder strictly: what git says, or every problem of every file with its position. */
@NullMarked
package dev.smsconfig.source;

import org.jspecify.annotations.NullMarked;
