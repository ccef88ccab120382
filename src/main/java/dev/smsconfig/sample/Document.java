package dev.smsconfig.sample;

import dev.smsconfig.sample.wire.ResponseContentType;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A text about the server instead of one of its operations; in JSON, since nothing is said of another form. */
record Document(ObjectNode value) implements Endpoint {

    @Override
    public List<String> offers() {
        return ResponseContentType.JSON_ONLY;
    }

    @Override
    public Answer answer(Call call) {
        return Answer.ok(null, value);
    }
}
