package dev.smsconfig.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** One entity in each of the content types of SaveSmsConfig.md. */
final class WireBodies {

    static final String SENDER = "Blåbær & \"Søn\" <1> 100% +📱";

    private static final String JSON = "{\"DefaultSmsCountry\":\"+46\",\"NetServerSmsProvider\":\"CM\","
            + "\"NsPluginSender\":\"Blåbær & \\\"Søn\\\" <1> 100% +📱\","
            + "\"NsPluginConfig\":{\"cm_username\":\"u=1&x\",\"cm_password\":\" p \"}}";
    private static final String XML =
            "<SmsConfig><DefaultSmsCountry>+46</DefaultSmsCountry><NetServerSmsProvider>CM</NetServerSmsProvider>"
                    + "<NsPluginSender>Blåbær &amp; \"Søn\" &lt;1&gt; 100% +📱</NsPluginSender><NsPluginConfig>"
                    + "<StringKeyValuePair><Key>cm_username</Key><Value>u=1&amp;x</Value></StringKeyValuePair>"
                    + "<StringKeyValuePair><Key>cm_password</Key><Value> p </Value></StringKeyValuePair>"
                    + "</NsPluginConfig></SmsConfig>";
    private static final String FORM =
            "DefaultSmsCountry=%2B46&NetServerSmsProvider=CM&NsPluginSender=Bl%C3%A5b%C3%A6r+%26+%22S%C3%B8n%22+"
                    + "%3C1%3E+100%25+%2B%F0%9F%93%B1&NsPluginConfig[cm_username]=u%3D1%26x"
                    + "&NsPluginConfig.cm_password=+p+";

    private WireBodies() {}

    /** What every body says, as GetSmsConfig answers it in JSON. */
    static String expected() {
        return JSON;
    }

    static Stream<String> contentTypes() {
        return Stream.of(
                "application/json",
                "text/json",
                "application/xml",
                "text/xml",
                "application/x-www-form-urlencoded",
                "application/json-patch+json",
                "application/merge-patch+json");
    }

    static Stream<String> acceptTypes() {
        return contentTypes().filter(type -> !type.contains("form"));
    }

    static byte[] entity(String contentType) {
        return utf8(in(contentType, JSON, XML, FORM));
    }

    /** The one of three that {@code contentType} is a name of. */
    static String in(String contentType, String json, String xml, String form) {
        return contentType.endsWith("json") ? json : contentType.endsWith("xml") ? xml : form;
    }

    /** An entity with one text property. */
    static byte[] with(String contentType, String property, String plainText) {
        return utf8(in(
                contentType,
                "{\"" + property + "\":\"" + plainText + "\"}",
                "<SmsConfig><" + property + ">" + plainText + "</" + property + "></SmsConfig>",
                property + "=" + plainText));
    }

    /** An entity with one key in NsPluginConfig. */
    static byte[] withSetting(String contentType, String key, String plainText) {
        return utf8(in(
                contentType,
                "{\"NsPluginConfig\":{\"" + key + "\":\"" + plainText + "\"}}",
                "<SmsConfig><NsPluginConfig><StringKeyValuePair><Key>" + key + "</Key><Value>" + plainText
                        + "</Value></StringKeyValuePair></NsPluginConfig></SmsConfig>",
                "NsPluginConfig[" + key + "]=" + plainText));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<String> properties() {
        return List.of("DefaultSmsCountry", "NetServerSmsProvider", "NsPluginSender");
    }
}
