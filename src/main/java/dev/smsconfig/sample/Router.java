package dev.smsconfig.sample;

import dev.smsconfig.sample.Endpoint.Call;
import dev.smsconfig.state.TenantId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What answers a request: an operation by POST, or by GET what the server tells of itself and of its operations. */
final class Router {

    private final TenantProfiles profiles;
    private final Map<String, Operation> operations = new LinkedHashMap<>();

    Router(TenantProfiles profiles, Collection<Operation> operations) {
        this.profiles = profiles;
        operations.forEach(operation -> this.operations.put(lowerCase(operation.name()), operation));
    }

    /** Whether anybody may ask: the version is told to all, since clients ask for it before they log in. */
    static boolean isOpen(RequestHead head, ApiPath path) {
        return path.place() == ApiPath.Place.ROOT && head.isGet();
    }

    /** @throws Refusal 421 where the tenant is served under another name than the request's host */
    void requireHost(RequestHead head, ApiPath path) throws Refusal {
        Optional<TenantProfile> profile = profileOf(path);
        String host = profile.isPresent() ? profile.get().host() : null;
        if (host != null && !host.equalsIgnoreCase(head.hostName())) {
            throw Refusal.misdirected();
        }
    }

    /** @throws Refusal 404 where the path means no tenant or nothing of it, 405 where it takes other methods */
    Route route(RequestHead head, ApiPath path, RequestBody body) throws Refusal {
        TenantId tenant = path.tenant();
        TenantProfile profile = profileOf(path).orElse(null);
        if (tenant == null || profile == null) {
            throw Refusal.notFound("There is no such tenant on this server.");
        }
        return new Route(endpoint(head, path, tenant, profile), new Call(tenant, profile, head, body));
    }

    private Endpoint endpoint(RequestHead head, ApiPath path, TenantId tenant, TenantProfile profile) throws Refusal {
        switch (path.place()) {
            case ROOT:
                requireMethod(head.isGet(), "GET");
                return Documents.root(head.authority(), tenant, profile);
            case VERSION:
                requireMethod(head.isGet(), "GET");
                return Documents.addresses(head.authority(), tenant, operationsOf(profile));
            case OPERATION:
                Operation operation = operations.get(lowerCase(path.operation()));
                if (operation == null || !operation.isIn(profile)) {
                    throw Refusal.notFound("There is no such operation in this version of the server.");
                }
                requireMethod(head.isGet() || head.method().equals("POST"), "GET, POST");
                return head.isGet() ? Documents.description(head.authority(), tenant, operation) : operation;
            default:
                throw Refusal.notFound(
                        "There is nothing at this path; operations are at /{tenant}/api/v1/Agents/CustomerService/.");
        }
    }

    private static void requireMethod(boolean isAllowed, String allowed) throws Refusal {
        if (!isAllowed) {
            throw Refusal.methodNotAllowed(allowed);
        }
    }

    private List<Operation> operationsOf(TenantProfile profile) {
        return operations.values().stream()
                .filter(operation -> operation.isIn(profile))
                .toList();
    }

    private Optional<TenantProfile> profileOf(ApiPath path) {
        return path.tenant() == null ? Optional.empty() : profiles.of(path.tenant());
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    record Route(Endpoint endpoint, Call call) {}
}
