package dev.smsconfig.sample;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** One HTTP response: status, headers beside the ones of every response, JSON body. */
record Answer(int status, Map<String, String> headers, ObjectNode body) {

    static Answer ok(ObjectNode body) {
        return new Answer(200, Map.of(), body);
    }
}
