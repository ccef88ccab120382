package dev.smsconfig.report.run;

import dev.smsconfig.audit.InventoryTenant;
import org.jspecify.annotations.Nullable;

/** Where in the config folder what a run found is written. */
public interface Places {

    /** @param field a field of it, or null for the tenant as a whole */
    Place of(InventoryTenant tenant, @Nullable String field);

    /**
     * A place in a file.
     *
     * @param file as problems show it
     * @param line from 1, or 0 where it is not known
     * @param column from 1, or 0 where it is not known
     */
    record Place(String file, int line, int column) {}
}
