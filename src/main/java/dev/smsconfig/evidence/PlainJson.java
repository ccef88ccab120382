package dev.smsconfig.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** JSON for people and programs, the same bytes on every system. */
final class PlainJson {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final ObjectWriter WRITER = MAPPER.writer()
            .with(new DefaultPrettyPrinter()
            .withArrayIndenter(new DefaultIndenter("  ", "\n"))
            .withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private PlainJson() {}

    static byte[] bytes(Map<String, ?> content) {
        return (WRITER.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
