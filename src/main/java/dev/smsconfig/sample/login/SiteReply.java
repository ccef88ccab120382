package dev.smsconfig.sample.login;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a page answers.
 *
 * @param headers with the Content-Type; a name may come several times
 * @param body in UTF-8
 */
public record SiteReply(int status, Map<String, List<String>> headers, String body) {

    public SiteReply {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = copy;
    }

    static SiteReply json(int status, ObjectNode body) {
        return json(status, JsonMapper.shared().writeValueAsString(body));
    }

    static SiteReply json(int status, String body) {
        return new SiteReply(status, Map.of("Content-Type", List.of("application/json; charset=utf-8")), body);
    }

    static SiteReply html(int status, String title, String content) {
        String page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + title
                + "</title></head><body>" + content + "</body></html>\n";
        return new SiteReply(status, Map.of("Content-Type", List.of("text/html; charset=utf-8")), page);
    }

    /** The "internal error object" of the WebAPI (SuperOffice documentation, agents WebAPI), for a request that cannot be read. */
    static SiteReply invalid(String detail) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("Message", "The request is invalid.");
        body.put("MessageDetail", detail);
        return json(400, body);
    }

    static SiteReply error(int status, String type, String message) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        body.put("Error", true);
        body.put("ErrorType", type);
        body.put("Message", message);
        return json(status, body);
    }

    /** The same with one more header. */
    SiteReply with(String name, String value) {
        Map<String, List<String>> more = new LinkedHashMap<>(headers);
        List<String> values = new ArrayList<>(headers.getOrDefault(name, List.of()));
        values.add(value);
        more.put(name, values);
        return new SiteReply(status, more, body);
    }

    /** Without headers and body: they hold credentials. */
    @Override
    public String toString() {
        return "SiteReply[" + status + "]";
    }
}
