/** What a tenant's SMS configuration is: values only, no I/O. */
@NullMarked
package dev.smsconfig.state;

import org.jspecify.annotations.NullMarked;
