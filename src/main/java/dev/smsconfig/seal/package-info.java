/** A plan as a file that can't be changed unseen: made by {@code plan --out}, carried out by {@code apply PLAN}. */
@NullMarked
package dev.smsconfig.seal;

import org.jspecify.annotations.NullMarked;
