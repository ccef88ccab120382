/** Many tenants: in which wave each is saved, and when to stop. Pure. */
@NullMarked
package dev.smsconfig.rollout;

import org.jspecify.annotations.NullMarked;
