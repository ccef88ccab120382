package dev.smsconfig.sample;

import dev.smsconfig.sample.wire.JsonText;
import dev.smsconfig.sample.wire.RequestContentType;
import dev.smsconfig.state.TenantId;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tenant's server tells of itself. The form of the first two is documented ("Get the WebAPI version" in
 * SuperOffice's documentation); that there is HTML for callers who do not say what they accept is left out. The older
 * reference shows the list of addresses as an array of paths instead; this is the newer of the two. How an operation is
 * described is not documented.
 */
final class Documents {

    private static final String AGENT = "/api/v1/Agents/CustomerService/";
    private static final String ENTITY = SmsConfigEntity.SHAPE.type();

    private Documents() {}

    /** {@code GET /api}: the version of NetServer above all. */
    static Document root(String authority, TenantId tenant, TenantProfile profile) {
        ObjectNode root = JsonText.MAPPER.createObjectNode();
        root.put("v1", base(authority, tenant) + "/api/v1");
        root.put("NetServerVersion", profile.version());
        root.put("NetServer", "SuperOffice WebAPI sample");
        root.put("Version", "v1");
        return new Document(root);
    }

    /** {@code GET /api/v1}: every address with its methods and what they do. */
    static Document addresses(String authority, TenantId tenant, Collection<Operation> operations) {
        ObjectNode addresses = JsonText.MAPPER.createObjectNode();
        for (Operation operation : operations) {
            addresses
                    .putObject(base(authority, tenant) + AGENT + operation.name())
                    .put("POST", operation.summary());
        }
        return new Document(addresses);
    }

    /** {@code GET} of an operation's address: what a POST there takes and answers. */
    static Document description(String authority, TenantId tenant, Operation operation) {
        ObjectNode description = JsonText.MAPPER.createObjectNode();
        description.put("Name", operation.name());
        description.put("Method", "POST");
        description.put("Url", base(authority, tenant) + AGENT + operation.name());
        description.put("Summary", operation.summary());
        ArrayNode parameters = description.putArray("Parameters");
        ObjectNode request = description.putObject("Request");
        if (operation.takesEntity()) {
            parameters.addObject().put("Name", "entity").put("Type", ENTITY).put("Source", "body");
            type(request, ENTITY, RequestContentType.SUPPORTED);
        }
        type(description.putObject("Response"), ENTITY, operation.offers());
        return new Document(description);
    }

    private static void type(ObjectNode object, String type, List<String> mediaTypes) {
        object.put("Type", type);
        ArrayNode names = object.putArray("ContentTypes");
        mediaTypes.forEach(names::add);
    }

    private static String base(String authority, TenantId tenant) {
        return "http://" + authority + "/" + tenant;
    }
}
