/** Pure functions: desired and observed (and last applied) to what has to change, and whether so much may. */
@NullMarked
package dev.smsconfig.plan;

import org.jspecify.annotations.NullMarked;
