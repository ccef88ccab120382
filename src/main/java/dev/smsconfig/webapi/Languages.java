package dev.smsconfig.webapi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * In which language and form the server answers (SaveSmsConfig.md, "Request Headers"). Without any, texts come as they
 * are stored, which is what a comparison wants.
 *
 * @param headers by name: {@code Accept-Language}, {@code SO-Language}, {@code SO-Culture}, {@code SO-TimeZone}
 */
public record Languages(Map<String, String> headers) {

    /** No header: nothing is translated. */
    public static final Languages AS_STORED = new Languages(Map.of());

    private static final Pattern NAME = Pattern.compile("Accept-Language|SO-(Language|Culture|TimeZone)");

    /** What fits into a header and can do no harm there. */
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9*][A-Za-z0-9 ,;=./*_+-]{0,99}");

    /** @throws IllegalArgumentException where one is another header, or its value has no such form */
    public Languages {
        headers = new LinkedHashMap<>(headers);
        headers.forEach((name, value) -> {
            if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException("no header for languages: " + name);
            }
        });
        headers = Map.copyOf(headers);
    }
}
