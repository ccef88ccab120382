/** The commit that a config folder is read at: its files without a checkout, and who stands behind it. */
@NullMarked
package dev.smsconfig.git;

import org.jspecify.annotations.NullMarked;
