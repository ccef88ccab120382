package dev.smsconfig.sample.login;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came.
 *
 * @param path as in the request line, still encoded
 * @param headers the first value of a header, by its name in any case; null where there is none
 * @param body whole
 * @param port at which the server was reached
 */
public record SiteRequest(
        String method, String path, Function<String, @Nullable String> headers, byte[] body, int port) {

    /** What the request brings to be let in. */
    Presented presented() {
        return Presented.in(headers);
    }

    /** The Content-Type without its parameters, in lower case; empty where there is none. */
    String mediaType() {
        String contentType = headers.apply("Content-Type");
        return contentType == null ? "" : contentType.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Without headers and body: they hold credentials. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
