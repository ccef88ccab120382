package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.Rights;
import dev.smsconfig.state.Rights.Permission;
import dev.smsconfig.state.SmsProperty;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Masks of SuperOffice.Data.ETableRight and EFieldRight in every form that a server was seen to write them in. */
class RightsReaderTest {

    private static final String CONFIG = "{\"DefaultSmsCountry\":null,\"NetServerSmsProvider\":null,"
            + "\"NsPluginSender\":\"s\",\"NsPluginConfig\":null";

    private static Rights read(String rest) throws UnreadableAnswerException {
        String json = CONFIG + (rest.isEmpty() ? "" : ",") + rest + "}";
        return WireForm.JSON.entity(SmsConfigJson.utf8(json)).rights();
    }

    private static Permission update(String mask) throws UnreadableAnswerException {
        return read("\"TableRight\":{\"Mask\":" + mask + ",\"Reason\":\"\"}").update();
    }

    private static Rights.Rule rule(String field) throws UnreadableAnswerException {
        Rights.Rule rule = read("\"FieldProperties\":{\"NsPluginSender\":" + field + "}")
                .properties()
                .get(SmsProperty.NS_PLUGIN_SENDER);
        return rule == null ? new Rights.Rule(Permission.UNTOLD, -1) : rule;
    }

    private static Permission write(String mask) throws UnreadableAnswerException {
        return rule("{\"FieldRight\":{\"Mask\":" + mask + "}}").write();
    }

    private static int maxLength(String type, String length) throws UnreadableAnswerException {
        return rule("{\"FieldType\":" + type + ",\"FieldLength\":" + length + "}")
                .maxLength();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "None | DENIED",
                "Select | DENIED",
                "Update | GRANTED",
                "Insert | DENIED",
                "Delete | DENIED",
                "Filtering | DENIED",
                "RestrictedUpdate | DENIED",
                "Unused1 | DENIED",
                "Uninitialized | UNTOLD",
                "R | DENIED",
                "UR | GRANTED",
                "RI | DENIED",
                "URI | GRANTED",
                "UDR | GRANTED",
                "FULL | GRANTED",
                "F | DENIED",
                "RF | DENIED",
                "FI | DENIED",
                "URU | GRANTED",
                "WRITE | GRANTED",
                "full | GRANTED",
                "uPdAtE | GRANTED",
                "Select, Update | GRANTED",
                "Select, Update, Insert, Delete | GRANTED",
                "Select, Insert, Delete | DENIED",
                "Select,Insert | DENIED",
                "Select Update | GRANTED",
                "Select Insert | DENIED",
                "' Select ,  Update ' | GRANTED",
                "', Update,' | GRANTED",
                "', Select,' | DENIED",
                "Select, Update, Uninitialized | UNTOLD",
                "Select, Unused1 | DENIED",
                "Something | UNTOLD",
                "Select, Something | UNTOLD",
                "Update, Something | GRANTED",
                "Updated | UNTOLD",
                "'' | UNTOLD",
                "' ' | UNTOLD",
                "',' | UNTOLD",
                "' , ,' | UNTOLD",
                "0 | DENIED",
                "1 | DENIED",
                "2 | GRANTED",
                "13 | DENIED",
                "15 | GRANTED",
                "' 51 ' | GRANTED",
                "64 | DENIED",
                "128 | UNTOLD",
                "130 | UNTOLD",
                "-1 | UNTOLD",
                "99999999999 | UNTOLD",
                "1.5 | UNTOLD",
                "0x0f | UNTOLD"
            })
    void readsTheMaskOfATable(String mask, Permission expected) throws UnreadableAnswerException {
        assertThat(update("\"" + mask + "\"")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,DENIED", "1,DENIED", "2,GRANTED", "15,GRANTED", "13,DENIED", "128,UNTOLD", "130,UNTOLD", "-2,UNTOLD"
    })
    void readsTheMaskOfATableAsANumber(String mask, Permission expected) throws UnreadableAnswerException {
        assertThat(update(mask)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "None | DENIED",
                "Read | DENIED",
                "Write | GRANTED",
                "Update | GRANTED",
                "FULL | GRANTED",
                "Full | GRANTED",
                "Read, Write | GRANTED",
                "Update, UIHintMandatory | GRANTED",
                "Update UIHintReadOnly | GRANTED",
                "Read, UIHints | DENIED",
                "Read, UIHintReadOnly | DENIED",
                "UIHintMandatory | DENIED",
                "Read, Nullable | DENIED",
                "Read, Unused1, Unused2, Unused3, Unused4 | DENIED",
                "UndefinedValue256 | UNTOLD",
                "Update, UndefinedValue256 | UNTOLD",
                "Read, Something | UNTOLD",
                "'' | UNTOLD",
                "0 | DENIED",
                "1 | DENIED",
                "3 | GRANTED",
                "67 | GRANTED",
                "256 | UNTOLD",
                "259 | UNTOLD"
            })
    void readsTheMaskOfAField(String mask, Permission expected) throws UnreadableAnswerException {
        assertThat(write("\"" + mask + "\"")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0,DENIED", "1,DENIED", "2,GRANTED", "3,GRANTED", "65,DENIED", "256,UNTOLD", "-1,UNTOLD"})
    void readsTheMaskOfAFieldAsANumber(String mask, Permission expected) throws UnreadableAnswerException {
        assertThat(write(mask)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "[]", "[\"Select\"]", "{}", "{\"Mask\":\"Select\"}", "1e400", "1.0"})
    void aMaskOfAnotherKindIsUntold(String mask) throws UnreadableAnswerException {
        assertThat(update(mask)).isEqualTo(Permission.UNTOLD);
        assertThat(write(mask)).isEqualTo(Permission.UNTOLD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"TableRight\":null",
                "\"TableRight\":[]",
                "\"TableRight\":[{\"Mask\":\"Select\"}]",
                "\"TableRight\":\"Select\"",
                "\"TableRight\":1",
                "\"TableRight\":true",
                "\"TableRight\":{}",
                "\"TableRight\":{\"Reason\":\"no\"}",
                "\"FieldProperties\":null",
                "\"FieldProperties\":[]",
                "\"FieldProperties\":[{\"NsPluginSender\":{\"FieldRight\":{\"Mask\":\"None\"}}}]",
                "\"FieldProperties\":\"x\"",
                "\"FieldProperties\":3",
                "\"FieldProperties\":{}",
                "\"FieldProperties\":{\"fieldName\":{\"FieldRight\":{\"Mask\":\"None\"}}}",
                "\"FieldProperties\":{\"NsPluginSender\":null}",
                "\"FieldProperties\":{\"NsPluginSender\":\"None\"}",
                "\"FieldProperties\":{\"NsPluginSender\":[]}"
            })
    void whatIsMissingOrMalformedIsUntold(String rest) throws UnreadableAnswerException {
        assertThat(read(rest)).isEqualTo(Rights.UNTOLD);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"FieldRight\":null}",
                "{\"FieldRight\":[],\"FieldType\":[],\"FieldLength\":[]}",
                "{\"FieldRight\":\"None\",\"FieldType\":1,\"FieldLength\":{}}",
                "{\"FieldType\":null,\"FieldLength\":10}",
                "{\"FieldLength\":10}",
                "{\"FieldType\":\"System.String\"}"
            })
    void aMalformedRuleOfAFieldForbidsNothing(String field) throws UnreadableAnswerException {
        assertThat(rule(field)).isEqualTo(new Rights.Rule(Permission.UNTOLD, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "255,255",
        "1,1",
        "2147483647,2147483647",
        "'\"255\"',255",
        "0,0",
        "-1,0",
        "2147483648,0",
        "99999999999999999999,0",
        "'\"-5\"',0",
        "'\"many\"',0",
        "'\"\"',0",
        "1.5,0",
        "null,0",
        "true,0",
        "[],0",
        "{},0"
    })
    void takesALengthOnlyWhereItIsOne(String length, int expected) throws UnreadableAnswerException {
        assertThat(maxLength("\"System.String\"", length)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"System.Int32\"", "\"System.Byte[]\"", "\"String\"", "\"\"", "null", "7"})
    void takesNoLengthOfAnythingButATextForOneOfCharacters(String type) throws UnreadableAnswerException {
        assertThat(maxLength(type, "4")).isZero();
    }

    @Test
    void readsNamesInAnyCase() throws UnreadableAnswerException {
        Rights rights = read("\"tableRight\":{\"mask\":\"Select\"},\"fieldProperties\":{\"nsPluginSender\":"
                + "{\"fieldRight\":{\"mask\":\"Read\"},\"fieldType\":\"System.String\",\"fieldLength\":12}}");
        assertThat(rights.update()).isEqualTo(Permission.DENIED);
        assertThat(rights.properties())
                .containsOnlyKeys(SmsProperty.NS_PLUGIN_SENDER)
                .containsValue(new Rights.Rule(Permission.DENIED, 12));
    }

    @Test
    void readsARuleOfEachProperty() throws UnreadableAnswerException {
        Rights rights = read("\"FieldProperties\":{\"DefaultSmsCountry\":{\"FieldRight\":{\"Mask\":\"Read\"}},"
                + "\"NetServerSmsProvider\":{\"FieldRight\":{\"Mask\":\"Update\"}},\"NsPluginSender\":{}}");
        assertThat(rights.properties())
                .containsEntry(SmsProperty.DEFAULT_SMS_COUNTRY, new Rights.Rule(Permission.DENIED, 0))
                .containsEntry(SmsProperty.NET_SERVER_SMS_PROVIDER, new Rights.Rule(Permission.GRANTED, 0))
                .containsEntry(SmsProperty.NS_PLUGIN_SENDER, new Rights.Rule(Permission.UNTOLD, 0));
    }

    @ParameterizedTest
    @CsvSource({"Read,DENIED", "Update,GRANTED", "Something,UNTOLD", "'',UNTOLD"})
    void readsTheRuleOfTheSettings(String mask, Permission expected) throws UnreadableAnswerException {
        assertThat(read("\"FieldProperties\":{\"NsPluginConfig\":{\"FieldRight\":{\"Mask\":\"" + mask + "\"},"
                        + "\"FieldType\":\"SuperOffice.CRM.Services.StringDictionary\",\"FieldLength\":3}}"))
                .isEqualTo(new Rights(Permission.UNTOLD, Map.of(), expected));
    }
}
