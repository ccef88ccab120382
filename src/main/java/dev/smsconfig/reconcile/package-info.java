/** One tenant, from the first observation to its outcome. {@link dev.smsconfig.reconcile.TenantReconciler} is the file to read first. */
@NullMarked
package dev.smsconfig.reconcile;

import org.jspecify.annotations.NullMarked;
