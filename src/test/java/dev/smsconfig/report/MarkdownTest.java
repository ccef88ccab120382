package dev.smsconfig.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    private static final Parser PARSER = Parser.builder().build();

    private static void assertShown(String text) {
        Node document = PARSER.parse("a " + Markdown.code(text) + " b");
        assertThat(document).isInstanceOf(Document.class);
        Node paragraph = document.getFirstChild();
        assertThat(paragraph).isInstanceOf(Paragraph.class);
        assertThat(paragraph.getNext()).isNull();
        Node code = paragraph.getFirstChild().getNext();
        assertThat(code).as(text).isInstanceOf(Code.class);
        assertThat(((Code) code).getLiteral()).isEqualTo(Visible.text(text));
        assertThat(((Text) code.getNext()).getLiteral()).isEqualTo(" b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "`",
                "``",
                "a`b",
                "`a",
                "a``b```",
                " a ",
                "<script>alert(1)</script>",
                "[click](http://example.invalid)",
                "@everyone **bold** #1",
                "a\n\n# heading",
                "\u001b[31m",
                "\\"
            })
    void foreignTextIsShownAsItIs(String text) {
        assertShown(text);
    }

    @Test
    void noTextLeavesItsCodeSpan() {
        String alphabet = "`` ab|<\\*";
        Random random = new Random(9);
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (!text.toString().isBlank()) {
                assertShown(text.toString());
            }
        }
    }

    @Test
    void nothingIsSaidToBeNothing() {
        assertThat(Markdown.code("")).isEqualTo("(empty)");
        assertThat(Markdown.code("  ")).isEqualTo("(blank)");
    }

    @Test
    void aBarDoesNotEndACell() {
        assertThat(Markdown.cell("a|b")).isEqualTo("`a\\|b`");
    }
}
