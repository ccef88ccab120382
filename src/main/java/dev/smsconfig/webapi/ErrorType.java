package dev.smsconfig.webapi;

import dev.smsconfig.http.Answer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What may be told of an error body. Its message is not: it is free text of the server and may repeat what was sent,
 * passwords included. The name of a .NET exception is.
 */
final class ErrorType {

    private static final Pattern EXCEPTION =
            Pattern.compile("(?:[A-Za-z]{1,30}\\.){0,6}([A-Z][A-Za-z]{1,50}Exception)");

    private ErrorType() {}

    /** The name in parentheses behind a blank, or nothing. */
    static String of(Answer answer) {
        String type = answer.header("Content-Type");
        String form = type == null ? "" : type.toLowerCase(Locale.ROOT);
        try {
            if (form.contains("json")) {
                return of(SmsConfigJson.MAPPER.readTree(answer.body()));
            }
            return form.contains("xml") ? of(XmlTree.error(answer.body())) : "";
        } catch (JacksonException | UnreadableAnswerException e) {
            return "";
        }
    }

    static String of(JsonNode body) {
        for (Map.Entry<String, JsonNode> entry : body.properties()) {
            if (entry.getKey().equalsIgnoreCase("ErrorType") && entry.getValue().isString()) {
                var matcher = EXCEPTION.matcher(entry.getValue().stringValue());
                return matcher.matches() ? " (" + matcher.group(1) + ")" : "";
            }
        }
        return "";
    }
}
