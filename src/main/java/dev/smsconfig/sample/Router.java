package dev.smsconfig.sample;

import dev.smsconfig.state.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which tenant and which operation a path means: {@code /{tenant}/api/v1/Agents/CustomerService/{operation}}. */
final class Router {

    private static final Pattern PATH = Pattern.compile("/([^/]+)/api/v1/Agents/CustomerService/([^/]+)");

    private final Set<TenantId> tenants;
    private final Map<String, Operation> operations;

    Router(Collection<TenantId> tenants, Collection<Operation> operations) {
        this.tenants = Set.copyOf(tenants);
        this.operations = operations.stream().collect(Collectors.toMap(Operation::name, Function.identity()));
    }

    /** @throws Refusal 404 where the path means no tenant or no operation of this server, 405 where it is not a POST */
    Route route(String method, String path) throws Refusal {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches()) {
            throw Refusal.notFound(
                    "There is nothing at this path; operations are at /{tenant}/api/v1/Agents/CustomerService/.");
        }
        String name = parts.group(1);
        if (!TenantId.isValid(name) || !tenants.contains(new TenantId(name))) {
            throw Refusal.notFound("There is no such tenant on this server.");
        }
        Operation operation = operations.get(parts.group(2));
        if (operation == null) {
            throw Refusal.notFound("There is no such operation on this server.");
        }
        if (!method.equals("POST")) {
            throw Refusal.methodNotAllowed();
        }
        return new Route(new TenantId(name), operation);
    }

    record Route(TenantId tenant, Operation operation) {}
}
