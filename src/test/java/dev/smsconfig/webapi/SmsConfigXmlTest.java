package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.SmsConfigServerContract;
import dev.smsconfig.state.Rights;
import dev.smsconfig.state.Rights.Permission;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import dev.smsconfig.state.Value;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmsConfigXmlTest {

    private static final String XSI = " xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"";
    private static final String PAIR =
            "<StringKeyValuePair><Key>cm_username</Key><Value>u</Value></StringKeyValuePair>";
    private static final String WHOLE = "<SmsConfig" + XSI + "><DefaultSmsCountry>+47</DefaultSmsCountry>"
            + "<NetServerSmsProvider>CM</NetServerSmsProvider><NsPluginSender>Acme</NsPluginSender>"
            + "<NsPluginConfig>" + PAIR + "</NsPluginConfig></SmsConfig>";

    private static final String DAMAGE = "<>/&;!?\"'=x \u0000\u00ff[]-:";

    private static Entity entity(String xml) throws UnreadableAnswerException {
        return WireForm.XML.entity(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static SmsConfig read(String xml) throws UnreadableAnswerException {
        return entity(xml).config();
    }

    private static String sender(String element) {
        return WHOLE.replace("<NsPluginSender>Acme</NsPluginSender>", element);
    }

    private static String settings(String content) {
        return WHOLE.replace(PAIR, content);
    }

    private static String withRights(String rights) {
        return WHOLE.replace("</SmsConfig>", rights + "</SmsConfig>");
    }

    private static @Nullable Value readSender(String element) throws UnreadableAnswerException {
        return read(sender(element)).properties().get(SmsProperty.NS_PLUGIN_SENDER);
    }

    private static SmsConfig roundTrip(SmsConfig config) throws UnreadableAnswerException {
        return WireForm.XML.entity(WireForm.XML.body(config)).config();
    }

    private static SmsConfig holding(String text) {
        return new SmsConfig(
                Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text(text)),
                Map.of("k_username", Value.text(text), "k" + text, new Secret("s" + text)));
    }

    private static void assertRefused(String xml, Kind kind) {
        assertRefused(xml.getBytes(StandardCharsets.UTF_8), kind);
    }

    private static void assertRefused(byte[] xml, Kind kind) {
        assertThatThrownBy(() -> WireForm.XML.entity(xml))
                .isInstanceOfSatisfying(
                        UnreadableAnswerException.class,
                        e -> assertThat(e.kind()).isEqualTo(kind))
                .hasMessageNotContainingAny("CANARY", "\n")
                .hasNoCause();
    }

    @Test
    void readsAWholeEntity() throws UnreadableAnswerException {
        assertThat(read(WHOLE))
                .isEqualTo(SmsConfigServerContract.config(
                        Map.of(
                                SmsProperty.DEFAULT_SMS_COUNTRY, "+47",
                                SmsProperty.NET_SERVER_SMS_PROVIDER, "CM",
                                SmsProperty.NS_PLUGIN_SENDER, "Acme"),
                        Map.of("cm_username", Value.text("u"))));
    }

    @Test
    void writesTheSameBytesForTheSameConfiguration() {
        Map<String, Value> one = new LinkedHashMap<>();
        one.put("b", new Secret("\"<&æ😀"));
        one.put("a", Value.text(""));
        byte[] bytes = WireForm.XML.body(new SmsConfig(Map.of(), one));
        assertThat(WireForm.XML.body(new SmsConfig(Map.of(), new HashMap<>(one))))
                .isEqualTo(bytes);
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"utf-8\"?><SmsConfig" + XSI
                        + "><DefaultSmsCountry i:nil=\"true\"></DefaultSmsCountry>"
                        + "<NetServerSmsProvider i:nil=\"true\"></NetServerSmsProvider>"
                        + "<NsPluginSender i:nil=\"true\"></NsPluginSender><NsPluginConfig>"
                        + "<StringKeyValuePair><Key>a</Key><Value></Value></StringKeyValuePair>"
                        + "<StringKeyValuePair><Key>b</Key><Value>\"&lt;&amp;æ😀</Value></StringKeyValuePair>"
                        + "</NsPluginConfig></SmsConfig>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                " ",
                "   ",
                " leading and trailing ",
                "\t",
                "\n",
                "\r",
                "\r\n",
                "\n\r",
                "a\rb\r\nc\nd\te",
                "\r\r\r",
                "]]>",
                "]]",
                "<![CDATA[x]]>",
                "<!-- x -->",
                "<?x y?>",
                "&",
                "&amp;",
                "&#13;",
                "&undefined;",
                "<",
                ">",
                "<a>b</a>",
                "\"'",
                "æøå ß 漢字",
                "😀",
                "e\u0301",
                "\u0085",
                "\u2028\u2029",
                "\u00a0",
                "\u007f\u0080\u009f",
                "\ufffd",
                "\ud7ff\ue000",
                "\ud83d\ude00\udbff\udffd",
                "\ufeff",
                "a\ufeffb",
                "{tenant} ${x} %s"
            })
    void keepsEveryTextThatXmlCanHold(String text) throws UnreadableAnswerException {
        assertThat(roundTrip(holding(text))).isEqualTo(holding(text));
    }

    @RepeatedTest(40)
    void keepsAnyMixOfCharactersThatXmlCanHold(RepetitionInfo repetition) throws UnreadableAnswerException {
        Random random = new Random(repetition.getCurrentRepetition());
        for (int i = 0; i < 25; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.appendCodePoint(character(random));
            }
            assertThat(roundTrip(holding(text.toString()))).isEqualTo(holding(text.toString()));
        }
    }

    private static int character(Random random) {
        String odd = "\r\n\t <>&'\"]-?!;#x/=\u0085\u2028\u00a0";
        return switch (random.nextInt(4)) {
            case 0 -> odd.charAt(random.nextInt(odd.length()));
            case 1 -> 0x20 + random.nextInt(0xd7ff - 0x20);
            case 2 -> 0xe000 + random.nextInt(0x1ffe);
            default -> 0x10000 + random.nextInt(0x100000);
        };
    }

    @Test
    void keepsEveryCharacterOfTheBasicPlane() throws UnreadableAnswerException {
        StringBuilder all = new StringBuilder("\t\n\r");
        for (char c = 0x20; c < 0xfffe; c++) {
            if (!Character.isSurrogate(c)) {
                all.append(c);
            }
        }
        SmsConfig config = new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text(all.toString())), Map.of());
        assertThat(roundTrip(config)).isEqualTo(config);
    }

    @Test
    void tellsNullFromEmpty() throws UnreadableAnswerException {
        for (SmsConfig config : new SmsConfig[] {
            new SmsConfig(Map.of(), null),
            new SmsConfig(Map.of(), Map.of()),
            new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text("")), Map.of("a_username", Value.text("")))
        }) {
            assertThat(roundTrip(config)).isEqualTo(config);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\u0008", "\u000b", "\u000c", "\u000e", "\u001f", "\ufffe", "\uffff"})
    void writesNoCharacterThatXmlCannotHold(String character) {
        for (SmsConfig config : new SmsConfig[] {
            new SmsConfig(Map.of(SmsProperty.NS_PLUGIN_SENDER, Value.text("CANARY" + character)), null),
            new SmsConfig(Map.of(), Map.of("x_password", new Secret("CANARY" + character))),
            new SmsConfig(Map.of(), Map.of("CANARY" + character, new Secret("x")))
        }) {
            assertThatThrownBy(() -> WireForm.XML.body(config))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a value has a control character, which XML cannot hold; use JSON")
                    .hasNoCause();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xd800, 0xdbff, 0xdc00, 0xdfff})
    void writesNoHalfOfACharacter(int half) {
        SmsConfig config = new SmsConfig(Map.of(), Map.of("x_password", new Secret("CANARY" + (char) half + "x")));
        assertThatThrownBy(() -> WireForm.XML.body(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("CANARY")
                .hasNoCause();
    }

    @Test
    void refusesADoctype() {
        assertRefused("<!DOCTYPE SmsConfig>" + WHOLE, Kind.UNEXPECTED);
        assertRefused("<?xml version=\"1.0\"?>\n<!-- x --><!DOCTYPE SmsConfig []>" + WHOLE, Kind.UNEXPECTED);
    }

    @Test
    void expandsNoEntity() {
        String doctype = "<!DOCTYPE SmsConfig [<!ENTITY e \"CANARY\">]>";
        assertRefused(doctype + sender("<NsPluginSender>&e;</NsPluginSender>"), Kind.UNEXPECTED);
    }

    @Test
    void readsNoFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("canary"), "CANARY");
        String doctype = "<!DOCTYPE SmsConfig [<!ENTITY e SYSTEM \"" + file.toUri() + "\">]>";
        String external = "<!DOCTYPE SmsConfig SYSTEM \"" + file.toUri() + "\">";
        String parameter = "<!DOCTYPE SmsConfig [<!ENTITY % e SYSTEM \"" + file.toUri() + "\">%e;]>";
        assertRefused(doctype + sender("<NsPluginSender>&e;</NsPluginSender>"), Kind.UNEXPECTED);
        assertRefused(external + WHOLE, Kind.UNEXPECTED);
        assertRefused(parameter + WHOLE, Kind.UNEXPECTED);
        assertRefused(
                sender("<NsPluginSender><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\""
                        + file.toUri() + "\"/></NsPluginSender>"),
                Kind.UNEXPECTED);
    }

    @Test
    void countsNoLaughs() {
        StringBuilder doctype = new StringBuilder("<!DOCTYPE SmsConfig [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 40; i++) {
            doctype.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        assertRefused(doctype + "]>" + sender("<NsPluginSender>&a39;</NsPluginSender>"), Kind.UNEXPECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<NsPluginSender>&undefined;</NsPluginSender>",
                "<NsPluginSender i:nil=\"&undefined;\"/>",
                "<TableRight>&undefined;</TableRight>",
                "<NsPluginConfig>&undefined;</NsPluginConfig>"
            })
    void refusesAnEntityThatNobodyDeclared(String element) {
        UnreadableAnswerException refused = (UnreadableAnswerException) catchThrowable(() -> read(sender(element)));
        assertThat(refused.kind()).isIn(Kind.BROKEN, Kind.UNEXPECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<NsPluginSender>A</NsPluginSender><NsPluginSender>A</NsPluginSender>",
                "<NsPluginSender>A</NsPluginSender><nsPluginSender>B</nsPluginSender>",
                "<NsPluginSender>A</NsPluginSender><x:NsPluginSender xmlns:x=\"urn:x\">B</x:NsPluginSender>",
                "<NsPluginSender>A</NsPluginSender><NsPluginConfig/>",
                "",
                "<Sender>A</Sender>",
                "<NsPluginSender>A</NsPluginSender>text",
                "<NsPluginSender>A</NsPluginSender><![CDATA[CANARY]]>",
                "<NsPluginSender><b>A</b></NsPluginSender>",
                "<NsPluginSender>A<b/></NsPluginSender>",
                "<NsPluginSender>A<StringKeyValuePair><Key>CANARY</Key></StringKeyValuePair></NsPluginSender>",
                "<NsPluginSender i:nil=\"true\">A</NsPluginSender>",
                "<NsPluginSender i:nil=\"true\"> </NsPluginSender>",
                "<StringKeyValuePair><Key>NsPluginSender</Key><Value>A</Value></StringKeyValuePair>",
                "<NsPluginSender>A</NsPluginSender><Error>true</Error>"
            })
    void refusesAPropertyThatIsNotExactlyOneText(String elements) {
        assertRefused(sender(elements), Kind.UNEXPECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DefaultSmsCountry", "NetServerSmsProvider", "NsPluginSender", "NsPluginConfig"})
    void refusesAnEntityWithoutAProperty(String property) {
        assertRefused(WHOLE.replaceAll("<" + property + ">.*</" + property + ">", ""), Kind.UNEXPECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=b",
                "CANARY<!-- -->",
                PAIR + PAIR,
                PAIR + "CANARY",
                PAIR + "<cm_password>CANARY</cm_password>",
                "<cm_username>CANARY</cm_username>",
                "<Key>CANARY</Key><Value>b</Value>",
                "<KeyValueOfstringstring><Key>CANARY</Key><Value>b</Value></KeyValueOfstringstring>",
                "<stringkeyvaluepair><Key>CANARY</Key><Value>b</Value></stringkeyvaluepair>",
                "<StringKeyValuePair/>",
                "<StringKeyValuePair i:nil=\"true\"/>",
                "<StringKeyValuePair>CANARY</StringKeyValuePair>",
                "<StringKeyValuePair><Value>CANARY</Value></StringKeyValuePair>",
                "<StringKeyValuePair><Key i:nil=\"true\"/><Value>b</Value></StringKeyValuePair>",
                "<StringKeyValuePair><Key>a</Key><Key>CANARY</Key><Value>b</Value></StringKeyValuePair>",
                "<StringKeyValuePair><Key>a</Key><Value>b</Value><Value>CANARY</Value></StringKeyValuePair>",
                "<StringKeyValuePair><Key>a</Key><Value>b</Value>CANARY</StringKeyValuePair>",
                "<StringKeyValuePair><Key>a</Key><Value>b</Value><Other>CANARY</Other></StringKeyValuePair>",
                "<StringKeyValuePair><Key><b>a</b></Key><Value>b</Value></StringKeyValuePair>",
                "<StringKeyValuePair><Key>a</Key><Value><b>CANARY</b></Value></StringKeyValuePair>",
                "<StringKeyValuePair><Key>a</Key><Value i:nil=\"true\">CANARY</Value></StringKeyValuePair>",
                "<StringKeyValuePair>" + PAIR + "</StringKeyValuePair>"
            })
    void refusesSettingsInAnyOtherForm(String content) {
        assertRefused(settings(content), Kind.UNEXPECTED);
    }

    @Test
    void refusesSettingsThatAreNullAndHaveContent() {
        assertRefused(WHOLE.replace("<NsPluginConfig>", "<NsPluginConfig i:nil=\"true\">"), Kind.UNEXPECTED);
        assertRefused(WHOLE.replace("<SmsConfig", "<SmsConfig i:nil=\"true\""), Kind.UNEXPECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<StringKeyValuePair><Key>cm_username</Key></StringKeyValuePair>",
                "<StringKeyValuePair><Key>cm_username</Key><Value/></StringKeyValuePair>",
                "<StringKeyValuePair><Key>cm_username</Key><Value i:nil=\"true\"/></StringKeyValuePair>",
                "<StringKeyValuePair><Value i:nil=\"1\"/><Key>cm_username</Key></StringKeyValuePair>",
                "\n  <StringKeyValuePair>\n  <Key>cm_username</Key>\n  <Value></Value>\n</StringKeyValuePair>\n"
            })
    void takesANullSettingForAnEmptyOne(String content) throws UnreadableAnswerException {
        assertThat(read(settings(content)).pluginConfig()).isEqualTo(Map.of("cm_username", Value.text("")));
    }

    @Test
    void tellsSecretsMasksAndKeysApart() throws UnreadableAnswerException {
        assertThat(read(settings("<StringKeyValuePair><Key>a_password</Key><Value>s</Value></StringKeyValuePair>"
                                + "<StringKeyValuePair><Key>b_password</Key><Value>•••••</Value></StringKeyValuePair>"
                                + "<StringKeyValuePair><Key>A_password</Key><Value/></StringKeyValuePair>"
                                + "<StringKeyValuePair><Key/><Value>t</Value></StringKeyValuePair>"))
                        .pluginConfig())
                .isEqualTo(Map.of(
                        "a_password", new Secret("s"),
                        "b_password", new Value.Masked(),
                        "A_password", new Value.Masked(),
                        "", new Secret("t")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<NsPluginSender i:nil=\"true\"/>", "<NsPluginSender i:nil=\"1\"></NsPluginSender>"})
    void readsNull(String element) throws UnreadableAnswerException {
        assertThat(readSender(element)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`<NsPluginSender/>`,``",
                "`<NsPluginSender i:nil=\"false\"/>`,``",
                "`<NsPluginSender nil=\"true\">a</NsPluginSender>`,`a`",
                "`<NsPluginSender> a </NsPluginSender>`,` a `",
                "`<NsPluginSender>  </NsPluginSender>`,`  `",
                "`<NsPluginSender><![CDATA[<b>&amp;]]></NsPluginSender>`,`<b>&amp;`",
                "`<NsPluginSender>a<![CDATA[b]]>c</NsPluginSender>`,`abc`",
                "`<NsPluginSender>a<!-- no -->b<?no no?>c</NsPluginSender>`,`abc`",
                "`<NsPluginSender>&lt;&gt;&amp;&quot;&apos;</NsPluginSender>`,`<>&\"'`",
                "`<NsPluginSender>&#65;&#x42;&#x1F600;</NsPluginSender>`,`AB😀`",
                "`<nspluginsender>a</nspluginsender>`,`a`",
                "`<x:NsPluginSender xmlns:x=\"urn:x\">a</x:NsPluginSender>`,`a`"
            })
    void readsATextAsXmlMeansIt(String element, String text) throws UnreadableAnswerException {
        assertThat(readSender(element)).isEqualTo(Value.text(text));
    }

    @Test
    void readsTheEndsOfLinesAsXmlMeansThem() throws UnreadableAnswerException {
        assertThat(readSender("<NsPluginSender>a\r\nb\rc\nd&#13;e</NsPluginSender>"))
                .isEqualTo(Value.text("a\nb\nc\nd\re"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<SmsConfig xmlns=\"http://schemas.datacontract.org/2004/07/SuperOffice.CRM.Services\"",
                "<SmsConfig xmlns=\"http://www.superoffice.net/ws/crm/NetServer/Services88\""
            })
    void readsTheEntityInANamespace(String root) throws UnreadableAnswerException {
        assertThat(read(WHOLE.replace("<SmsConfig", root))).isEqualTo(read(WHOLE));
    }

    @Test
    void readsTheEntityWithPrefixes() throws UnreadableAnswerException {
        String prefixed = WHOLE.replaceAll("<(/?)([A-Z])", "<$1so:$2")
                .replace("<so:SmsConfig", "<so:SmsConfig xmlns:so=\"urn:so\"");
        assertThat(read(prefixed)).isEqualTo(read(WHOLE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\"?>",
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n",
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<!-- x --><?x y?>",
                "<?xml version='1.0' encoding='us-ascii'?>",
                "\ufeff",
                "\ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?>",
                "\n  "
            })
    void readsWhatMayStandBeforeTheEntity(String prolog) throws UnreadableAnswerException {
        assertThat(read(prolog + WHOLE + "\n<!-- end -->\n")).isEqualTo(read(WHOLE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-16", "UTF-16LE", "iso-8859-1", "windows-1252", "cp037"})
    void refusesADeclarationOfAnotherEncoding(String encoding) {
        assertRefused("<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>" + WHOLE, Kind.UNEXPECTED);
    }

    @Test
    void refusesXml11WhoseTextsXml10CannotHold() {
        assertRefused("<?xml version=\"1.1\"?>" + sender("<NsPluginSender>&#1;</NsPluginSender>"), Kind.UNEXPECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void refusesOtherBytesThanUtf8(String charset) {
        assertRefused(WHOLE.getBytes(Charset.forName(charset)), Kind.BROKEN);
    }

    @Test
    void refusesBytesThatAreNoUtf8() {
        byte[] latin = WHOLE.replace("Acme", "Bjørn").getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(latin, Kind.BROKEN);
        byte[] half = WHOLE.getBytes(StandardCharsets.ISO_8859_1);
        int at = WHOLE.indexOf("Acme");
        half[at] = (byte) 0xed;
        half[at + 1] = (byte) 0xa0;
        half[at + 2] = (byte) 0x80;
        assertRefused(half, Kind.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Contact/>",
                "<smsconfig/>",
                "<ArrayOfSmsConfig>X</ArrayOfSmsConfig>",
                "<html><head><title>CANARY</title></head></html>",
                "<string>CANARY</string>",
                "<SmsConfig/>",
                "<SmsConfig>CANARY</SmsConfig>",
                "<SmsConfig i:nil=\"true\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"/>",
                "<anyType i:nil=\"true\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\"/>"
            })
    void refusesAnythingElseThanAnEntity(String xml) {
        assertRefused(xml, Kind.UNEXPECTED);
        assertRefused(WHOLE.replaceAll("SmsConfig( |>$)", "Other$1"), Kind.UNEXPECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Error><Message>CANARY</Message></Error>",
                "<Error><Message>CANARY</Message><MessageDetail>CANARY</MessageDetail></Error>",
                "<Error><ErrorType>ArgumentException</ErrorType><ErrorMessage>CANARY</ErrorMessage></Error>",
                "<Error>CANARY</Error>",
                "<Error/>",
                "<SmsConfig><Message>CANARY</Message></SmsConfig>",
                "<SmsConfig><ErrorMessage>CANARY</ErrorMessage></SmsConfig>"
            })
    void anErrorIsNoEntity(String xml) {
        assertRefused(xml, Kind.UNEXPECTED);
        assertThat(catchThrowable(() -> read(xml))).hasMessageContaining("an error object");
    }

    @Test
    void anErrorWithAllPropertiesIsNoEntity() {
        assertRefused(WHOLE.replace("<SmsConfig", "<Error").replace("</SmsConfig>", "</Error>"), Kind.UNEXPECTED);
    }

    @Test
    void namesTheExceptionOfAnError() {
        assertThat(catchThrowable(() -> read("<Error><Message>CANARY</Message>"
                        + "<ErrorType>System.ArgumentException</ErrorType></Error>")))
                .hasMessage("an error object (ArgumentException)");
    }

    @Test
    void readsRightsWithBlanksBetweenFlags() throws UnreadableAnswerException {
        Rights rights = entity(withRights("<TableRight><Mask>Select Update Insert</Mask><Reason/></TableRight>"
                        + "<FieldProperties><NsPluginSender><FieldRight><Mask>Read UIHintReadOnly</Mask><Reason>r</Reason>"
                        + "</FieldRight><FieldType>System.String</FieldType><FieldLength>255</FieldLength>"
                        + "</NsPluginSender></FieldProperties>"))
                .rights();
        assertThat(rights)
                .isEqualTo(new Rights(
                        Permission.GRANTED,
                        Map.of(SmsProperty.NS_PLUGIN_SENDER, new Rights.Rule(Permission.DENIED, 255))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FieldPropertiesKeyValuePair",
                "StringFieldPropertyKeyValuePair",
                "KeyValueOfstringFieldProperty",
                "Item"
            })
    void readsRightsInPairsOfAnyName(String pair) throws UnreadableAnswerException {
        Rights rights = entity(withRights("<FieldProperties><" + pair
                        + "><Key>DefaultSmsCountry</Key><Value><FieldRight>"
                        + "<Mask>Read</Mask></FieldRight></Value></" + pair + "><" + pair + "><Key>NsPluginSender</Key>"
                        + "<Value><FieldRight><Mask>Update</Mask></FieldRight><FieldType>System.String</FieldType>"
                        + "<FieldLength>12</FieldLength></Value></" + pair + "></FieldProperties>"))
                .rights();
        assertThat(rights)
                .isEqualTo(new Rights(
                        Permission.UNTOLD,
                        Map.of(
                                SmsProperty.DEFAULT_SMS_COUNTRY, new Rights.Rule(Permission.DENIED, 0),
                                SmsProperty.NS_PLUGIN_SENDER, new Rights.Rule(Permission.GRANTED, 12))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<TableRight/>",
                "<TableRight i:nil=\"true\"/>",
                "<TableRight>Select</TableRight>",
                "<TableRight>x<Mask/>y</TableRight>",
                "<TableRight><Mask><Mask>Select</Mask></Mask></TableRight>",
                "<tableRight><Reason>no</Reason></tableRight>",
                "<FieldProperties/>",
                "<FieldProperties i:nil=\"true\"/>",
                "<FieldProperties>x</FieldProperties>",
                "<FieldProperties>x<NsPluginSender/>y<NsPluginSender/></FieldProperties>",
                "<FieldProperties><a><Key>x</Key></a><a><Key>x</Key></a></FieldProperties>",
                "<FieldProperties><a><Key>NsPluginSender</Key><Value>x</Value></a></FieldProperties>"
            })
    void rightsInNoFormThatIsKnownAreUntold(String rights) throws UnreadableAnswerException {
        Entity entity = entity(withRights(rights));
        assertThat(entity.config()).isEqualTo(read(WHOLE));
        assertThat(entity.rights()).isEqualTo(Rights.UNTOLD);
    }

    @ParameterizedTest
    @CsvSource({"TableRight,a", "FieldProperties,NsPluginSender"})
    void passesOverRightsHoweverDeepTheyAre(String name, String inner) throws UnreadableAnswerException {
        String deep = ("<" + inner + ">").repeat(50_000) + ("</" + inner + ">").repeat(50_000);
        assertThat(read(withRights("<" + name + ">" + deep + "</" + name + ">")))
                .isEqualTo(read(WHOLE));
    }

    @Test
    void refusesWhatIsTooDeepAnywhereElse() {
        String deep = "<a>".repeat(50_000) + "</a>".repeat(50_000);
        assertRefused(deep, Kind.UNEXPECTED);
        assertRefused(sender("<NsPluginSender>" + deep + "</NsPluginSender>"), Kind.UNEXPECTED);
        assertRefused(settings(deep), Kind.UNEXPECTED);
        assertRefused("<a>".repeat(100_000), Kind.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "null",
                "{}",
                "<",
                "<SmsConfig>",
                "<?xml version=\"1.0\"?>",
                "<?xml version=\"9.9\"?><SmsConfig/>",
                "<SmsConfig></smsConfig>",
                "<SmsConfig/><SmsConfig/>",
                "<SmsConfig/>x",
                "<SmsConfig a=1/>",
                "<SmsConfig a=\"1\" a=\"2\"/>",
                "<i:SmsConfig/>",
                "<SmsConfig>\u0001</SmsConfig>",
                "<SmsConfig>&#0;</SmsConfig>",
                "<SmsConfig>&#x1;</SmsConfig>",
                "<SmsConfig>&#xD800;</SmsConfig>",
                "<SmsConfig>]]></SmsConfig>",
                "<SmsConfig><![CDATA[x</SmsConfig>",
                "<SmsConfig><!-- -- --></SmsConfig>",
                "<!-- only a comment -->",
                "\ufeff\ufeff<SmsConfig/>"
            })
    void takesWhatIsNoXmlForACutAnswer(String xml) {
        assertRefused(xml, Kind.BROKEN);
    }

    @Test
    void neverReadsACutAnswer() {
        byte[] whole = ("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                        + withRights("<TableRight><Mask>FULL</Mask></TableRight>")
                                .replace("Acme", "Bjørn 😀 &amp; &#13;<![CDATA[x]]>"))
                .getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), Kind.BROKEN);
        }
        assertThat(catchThrowable(() -> WireForm.XML.entity(whole))).isNull();
    }

    @RepeatedTest(10)
    void readsNoDamagedAnswerWithAnythingButAnUnreadableOne(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] whole = withRights("<TableRight><Mask>FULL</Mask></TableRight>").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 500; i++) {
            byte[] damaged = whole.clone();
            for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
                damaged[random.nextInt(damaged.length)] = (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()));
            }
            Throwable thrown = catchThrowable(() -> WireForm.XML.entity(damaged));
            assertThat(thrown == null || thrown instanceof UnreadableAnswerException)
                    .as("%s for %s", thrown, new String(damaged, StandardCharsets.ISO_8859_1))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/xml",
                "text/xml",
                "application/xml;charset=utf-8",
                "text/xml;charset=\"utf-8\"",
                "application/vnd.so+xml"
            })
    void readsTheTypesOfXml(String type) {
        assertThat(WireForm.XML.reads(type)).isTrue();
        assertThat(WireForm.JSON.reads(type)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/html",
                "application/json",
                "application/xhtml",
                "application/xmlx",
                "application/xml;charset=utf-16",
                "application/xml;charset=iso-8859-1",
                "image/svg",
                "application/xml,text/html"
            })
    void readsNoOtherType(String type) {
        assertThat(WireForm.XML.reads(type)).isFalse();
    }
}
