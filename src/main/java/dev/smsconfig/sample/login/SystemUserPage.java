package dev.smsconfig.sample.login;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /Login/api/PartnerSystemUser/Authenticate}, in JSON (SuperOffice documentation, authentication and tenant status). */
final class SystemUserPage {

    private static final List<String> PROPERTIES =
            List.of("SignedSystemToken", "ApplicationToken", "ContextIdentifier", "ReturnTokenType");

    private final SystemUserLogin login;
    private final JwtIssuer jwts;

    SystemUserPage(SystemUserLogin login, JwtIssuer jwts) {
        this.login = login;
        this.jwts = jwts;
    }

    /** 200 for every request that can be read: whether it succeeded is in the body. */
    SiteReply answer(SiteRequest request) {
        if (!List.of("application/json", "text/json").contains(request.mediaType())) {
            return SiteReply.error(
                    415, "UnsupportedMediaType", "The body must have the Content-Type application/json.");
        }
        Map<String, String> texts = new HashMap<>();
        try {
            JsonNode body = JsonMapper.shared().readTree(request.body());
            for (Map.Entry<String, JsonNode> property : body.properties()) {
                if (property.getValue().isString()) {
                    texts.put(
                            property.getKey().toLowerCase(Locale.ROOT),
                            property.getValue().stringValue());
                }
            }
        } catch (JacksonException e) {
            // its own message would quote the body
            return SiteReply.invalid("The text is not well-formed JSON.");
        }
        for (String property : PROPERTIES) {
            if (texts.getOrDefault(property.toLowerCase(Locale.ROOT), "").isBlank()) {
                return SiteReply.invalid("'" + property + "' must be a string that is not empty.");
            }
        }
        if (!"JWT".equalsIgnoreCase(texts.get("returntokentype"))) {
            return SiteReply.json(
                    200,
                    refused(new SystemUserLogin.Refused(
                            null, "This server returns tokens of the type JWT only; it knows no SAML.")));
        }
        SystemUserLogin.Result result = login.login(
                texts.getOrDefault("signedsystemtoken", ""),
                texts.getOrDefault("applicationtoken", ""),
                texts.getOrDefault("contextidentifier", ""));
        return SiteReply.json(
                200,
                result instanceof SystemUserLogin.Ticket ticket
                        ? succeeded(jwts.systemUser(
                                ticket.tenant(), ticket.site(), ticket.ticket(), ticket.fault(), request.port()))
                        : refused((SystemUserLogin.Refused) result));
    }

    private static ObjectNode succeeded(String jwt) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("IsSuccessful", true);
        body.put("Token", jwt);
        body.putNull("ErrorMessage");
        return body;
    }

    private static ObjectNode refused(SystemUserLogin.Refused refused) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("IsSuccessful", false);
        body.putNull("Token");
        body.put("ErrorMessage", refused.message());
        AuthorizeError error = refused.error();
        if (error != null) {
            body.put("ErrorCode", error.code());
        }
        return body;
    }
}
