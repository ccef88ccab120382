package dev.smsconfig.sample.login;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a request brings to be let in (SaveSmsConfig.md, request headers).
 *
 * @param authorization the header {@code Authorization}
 * @param appToken the header {@code SO-AppToken}
 * @param xsrfToken the header {@code X-XSRF-TOKEN}
 * @param cookies by name
 */
record Presented(
        @Nullable String authorization,
        @Nullable String appToken,
        @Nullable String xsrfToken,
        Map<String, String> cookies) {

    static final String SESSION_COOKIE = "ASP.NET_SessionId";
    static final String XSRF_COOKIE = "XSRF-TOKEN";

    /** @param headers the first value of a header by its name, null where there is none */
    static Presented in(Function<String, @Nullable String> headers) {
        return new Presented(
                headers.apply("Authorization"),
                headers.apply("SO-AppToken"),
                headers.apply("X-XSRF-TOKEN"),
                cookies(headers.apply("Cookie")));
    }

    /** What follows {@code scheme}, whose case does not matter; null where the header has another scheme. */
    @Nullable
    String credential(String scheme) {
        String header = authorization;
        if (header == null
                || header.length() <= scheme.length()
                || !header.regionMatches(true, 0, scheme, 0, scheme.length())
                || header.charAt(scheme.length()) != ' ') {
            return null;
        }
        return header.substring(scheme.length() + 1).trim();
    }

    private static Map<String, String> cookies(@Nullable String header) {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String pair : (header == null ? "" : header).split(";")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                cookies.put(
                        pair.substring(0, equals).trim(),
                        pair.substring(equals + 1).trim());
            }
        }
        return cookies;
    }

    /** Nothing of it: all of it is secret. */
    @Override
    public String toString() {
        return "Presented[***]";
    }
}
