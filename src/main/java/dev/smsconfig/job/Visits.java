package dev.smsconfig.job;

import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.Task;
import dev.smsconfig.reconcile.TenantComparison;
import dev.smsconfig.reconcile.TenantReconciler;
import org.jspecify.annotations.Nullable;

/**
 * How a run visits its tenants.
 *
 * @param reconciler null for a run that only looks
 */
record Visits(TenantComparison comparison, @Nullable TenantReconciler reconciler) {

    Outcome look(Task task) {
        return reconciler == null ? comparison.compare(task) : reconciler.compare(task);
    }

    Outcome save(Task task) {
        if (reconciler == null) {
            throw new IllegalStateException("this run has nothing to save with");
        }
        return reconciler.reconcile(task);
    }
}
