package dev.smsconfig.webapi;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The version of SuperOffice's server.
 *
 * @param text for example {@code 10.5.4.1012}
 */
record NetServerVersion(int major, int minor, String text) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\.\\d{1,9}){0,2}");

    /** @param body what {@code GET /api} answered: JSON with {@code NetServerVersion}; empty where it has none */
    static Optional<NetServerVersion> of(byte[] body) {
        try {
            for (Map.Entry<String, JsonNode> member :
                    SmsConfigJson.MAPPER.readTree(body).properties()) {
                if (member.getKey().equalsIgnoreCase("NetServerVersion")
                        && member.getValue().isString()) {
                    return parse(member.getValue().stringValue());
                }
            }
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<NetServerVersion> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new NetServerVersion(
                        Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), form.group()))
                : Optional.empty();
    }

    boolean isAtLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || major == otherMajor && minor >= otherMinor;
    }
}
