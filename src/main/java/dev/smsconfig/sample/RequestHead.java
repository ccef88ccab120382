package dev.smsconfig.sample;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request without its body.
 *
 * @param path as in the request line, still encoded
 * @param query as in the request line, still encoded; null where there is none
 * @param headers every value of a header, by its name in any case; empty where there is none
 */
record RequestHead(String method, String path, @Nullable String query, Function<String, List<String>> headers) {

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?");

    static RequestHead of(HttpExchange exchange) {
        return new RequestHead(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                name -> exchange.getRequestHeaders().getOrDefault(name, List.of()));
    }

    List<String> all(String header) {
        return headers.apply(header);
    }

    /** The first of them, without blanks at its ends; null where there is none or it is blank. */
    @Nullable
    String first(String header) {
        List<String> values = all(header);
        return values.isEmpty() || values.get(0).isBlank()
                ? null
                : values.get(0).strip();
    }

    /** The declared length of the body; -1 where there is none. */
    long contentLength() {
        String length = first("Content-Length");
        return length != null && LENGTH.matcher(length).matches() ? Long.parseLong(length) : -1;
    }

    /** Whether it asks to be shown something: GET, or HEAD, which is GET without the body. */
    boolean isGet() {
        return method.equals("GET") || method.equals("HEAD");
    }

    /** Name and port under which the caller knows the server, for addresses in answers. */
    String authority() {
        String host = first("Host");
        return host != null && AUTHORITY.matcher(host).matches() ? host : "127.0.0.1";
    }

    /** The name in {@code Host}, in lower case and without the port; empty where there is none that is one. */
    String hostName() {
        String host = first("Host");
        return host != null && AUTHORITY.matcher(host).matches() ? host.split(":", 2)[0].toLowerCase(Locale.ROOT) : "";
    }

    /** Without query and headers: they hold credentials. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
