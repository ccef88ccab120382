package dev.smsconfig.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.report.html.BarChart.Bar;
import dev.smsconfig.report.html.Table.Cell;
import dev.smsconfig.report.html.Table.Column;
import dev.smsconfig.report.html.Table.Row;
import io.pebbletemplates.pebble.error.PebbleException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {

    private static final Path GOLDEN = Path.of("src", "test", "resources", "dev/smsconfig/report/html/sample.html");

    private static String page(Map<String, ?> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlPage.render("html/sample", values, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> values(String text) {
        return Map.of(
                "title",
                text,
                "facts",
                List.of(new Fact("said " + text, text)),
                "charts",
                List.of(new BarChart(
                        "nights",
                        text,
                        "min",
                        text,
                        List.of(new Bar(text, 3.0, text, false), new Bar("b", null, text, true)))),
                "tables",
                List.of(new Table(
                        "tenants",
                        text,
                        List.of(Column.code(text), Column.choice("Outcome"), Column.number("n"), Column.text("to")),
                        List.of(Row.of(
                                Cell.of(text),
                                Cell.mark(text, Tone.BAD),
                                Cell.sorted(text, 7),
                                Cell.link(text, "all"))))));
    }

    /** Everything but the frame, which is the same on each page. */
    private static String body(String page) {
        return page.replaceAll("(?s)<style>.*?</style>", "<style/>")
                .replaceAll("(?s)<script>.*?</script>", "<script/>")
                .replaceAll("sha256-[^&]+", "sha256-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onmouseover='alert(1)",
                "</title></style></svg><iframe>",
                "{{ page.policy }}{% include 'html/page' %}",
                "&lt;b&gt;"
            })
    void noTextBecomesMarkup(String text) {
        String body = body(page(values(text)));
        assertThat(body).doesNotContain(text);
        String unescaped = body.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
        assertThat(unescaped.split(Pattern.quote(text), -1))
                .as("it is there, as text")
                .hasSizeGreaterThan(10);
        assertThat(tags(body)).isEqualTo(tags(body(page(values("plain")))));
    }

    private static List<String> tags(String page) {
        Matcher matcher = Pattern.compile("<[a-z/!][^>]*>").matcher(page.replaceAll("\"[^\"<>]*\"", "\"\""));
        List<String> tags = new ArrayList<>();
        while (matcher.find()) {
            tags.add(matcher.group());
        }
        return tags;
    }

    @Test
    void whatATerminalOrABrowserWouldObeyIsMadeVisible() {
        assertThat(body(page(values("a\u001b[31mb\u202ec\u0000d\ne"))))
                .contains("a\\u{1B}[31mb\\u{202E}c\\u{0}d\\u{A}e")
                .doesNotContain("\u001b", "\u202e", "\u0000");
    }

    @Test
    void thePolicyPermitsItsOwnStyleAndScriptAndNothingElse() throws Exception {
        String page = page(values("a"));
        assertThat(page)
                .contains("content=\"default-src &#39;none&#39;; style-src &#39;sha256-" + hash(inside(page, "style"))
                        + "&#39;; script-src &#39;sha256-" + hash(inside(page, "script"))
                        + "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\"");
    }

    private static String inside(String page, String element) {
        Matcher matcher =
                Pattern.compile("(?s)<" + element + ">(.*?)</" + element + ">").matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1).replace("&#43;", "+");
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(digest);
    }

    @Test
    void nothingIsLoadedFromElsewhere() {
        assertThat(page(values("a")))
                .doesNotContain("http://", "https://", " src=", "url(", "@import", "<link", "fetch(", "XMLHttpRequest")
                .doesNotContain(" style=", " onclick=", "javascript:");
    }

    @Test
    void theSameValuesGiveTheSameBytes() {
        assertThat(page(values("a"))).isEqualTo(page(values("a")));
    }

    @Test
    void aPageIsAsTheGoldenFileHasIt() throws IOException {
        String body = body(page(values("Grüße & <more>")));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN, body);
        }
        assertThat(body).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void whatATemplateNamesHasToBeThere() {
        assertThatThrownBy(() -> page(Map.of("title", "a"))).isInstanceOf(PebbleException.class);
    }

    @Test
    void aPageThatCannotBeWrittenSaysSo() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("disk full");
            }
        };
        assertThatThrownBy(() -> HtmlPage.render("html/sample", values("a"), full))
                .isInstanceOf(UncheckedIOException.class);
    }

    /** WCAG 2.2, 1.4.3: every pair of colours in which text is set, in each of the three ways. */
    @Test
    void textHasEnoughContrast() {
        String style = inside(page(values("a")), "style");
        List<Map<String, String>> ways = palettes(style);
        assertThat(ways).hasSize(3);
        for (Map<String, String> colours : ways) {
            for (String tone : List.of("good", "note", "warn", "bad", "quiet")) {
                assertContrast(colours, tone, tone + "-bg");
            }
            for (String text : List.of("ink", "soft", "link")) {
                assertContrast(colours, text, "paper");
                assertContrast(colours, text, "panel");
            }
        }
    }

    private static void assertContrast(Map<String, String> colours, String text, String ground) {
        double lighter = Math.max(luminance(colour(colours, text)), luminance(colour(colours, ground)));
        double darker = Math.min(luminance(colour(colours, text)), luminance(colour(colours, ground)));
        assertThat((lighter + 0.05) / (darker + 0.05))
                .as("%s on %s of %s", text, ground, colours.get("paper"))
                .isGreaterThanOrEqualTo(4.5);
    }

    private static String colour(Map<String, String> colours, String name) {
        return Objects.requireNonNull(colours.get(name), name);
    }

    private static List<Map<String, String>> palettes(String style) {
        Matcher roots = Pattern.compile("(?s):root \\{(.*?)\\}").matcher(style);
        List<Map<String, String>> palettes = new ArrayList<>();
        while (roots.find()) {
            Map<String, String> palette = new java.util.HashMap<>();
            Matcher colour = Pattern.compile("--([a-z-]+): (#[0-9a-f]{6})").matcher(roots.group(1));
            while (colour.find()) {
                palette.put(colour.group(1), colour.group(2));
            }
            palettes.add(palette);
        }
        return palettes;
    }

    private static double luminance(String colour) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < 3; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }
}
