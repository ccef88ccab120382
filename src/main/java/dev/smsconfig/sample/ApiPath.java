package dev.smsconfig.sample;

import dev.smsconfig.state.TenantId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a path means. All but the tenant's name is read in any case, as IIS does.
 *
 * @param tenant whose path it is, whether there is such a tenant or not; null where it names none
 * @param operation its name as sent; empty where the place is not {@link Place#OPERATION}
 */
record ApiPath(@Nullable TenantId tenant, Place place, String operation) {

    private static final Pattern TENANT = Pattern.compile("/([^/]+)(/.*)?");
    private static final Pattern ROOT = Pattern.compile("/api/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern VERSION = Pattern.compile("/api/v1/?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OPERATION =
            Pattern.compile("/api/v1/Agents/CustomerService/([A-Za-z0-9]+)", Pattern.CASE_INSENSITIVE);

    /** The places below {@code /{tenant}}. */
    enum Place {
        /** {@code /api}: what the server is. */
        ROOT,
        /** {@code /api/v1}: what it can do. */
        VERSION,
        /** {@code /api/v1/Agents/CustomerService/{operation}}. */
        OPERATION,
        NOWHERE
    }

    /** @param path as in the request line */
    static ApiPath of(String path) {
        Matcher parts = TENANT.matcher(path);
        if (!parts.matches() || !TenantId.isValid(parts.group(1))) {
            return new ApiPath(null, Place.NOWHERE, "");
        }
        TenantId tenant = new TenantId(parts.group(1));
        String rest = parts.group(2) == null ? "" : parts.group(2);
        Matcher operation = OPERATION.matcher(rest);
        if (operation.matches()) {
            return new ApiPath(tenant, Place.OPERATION, operation.group(1));
        }
        boolean isRoot = ROOT.matcher(rest).matches();
        boolean isVersion = VERSION.matcher(rest).matches();
        return new ApiPath(tenant, isRoot ? Place.ROOT : isVersion ? Place.VERSION : Place.NOWHERE, "");
    }
}
