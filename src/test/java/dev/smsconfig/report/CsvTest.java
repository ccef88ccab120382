package dev.smsconfig.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    private static String written(@Nullable Object... cells) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Csv csv = new Csv(out);
        csv.row(cells);
        csv.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void rowsEndAndCellsAreQuotedAsTheStandardSays() {
        assertThat(written("a", 1, null, "b,c", "say \"x\"", "æ")).isEqualTo("a,1,,\"b,c\",\"say \"\"x\"\"\",æ\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=cmd|'/C calc'!A0", "+47", "-1+2", "@SUM(A1)", " =1+1", "\u00a0=1+1", "＝1+1", "'=1+1", "'"})
    void aTextIsNeverAFormula(String text) {
        String cell = CsvReader.read(written(text)).get(0).get(0);
        assertThat(cell).isEqualTo("'" + text);
    }

    @Test
    void aNumberStaysANumber() {
        assertThat(written(-5, 7L)).isEqualTo("-5,7\r\n");
    }

    @Test
    void whatATerminalOrAParserWouldObeyIsMadeVisible() {
        assertThat(written("a\tb\r\n=c\u001b[0m\u202e")).isEqualTo("a\\u{9}b\\u{D}\\u{A}=c\\u{1B}[0m\\u{202E}\r\n");
    }

    @Test
    void whateverIsWrittenIsReadBack() {
        String alphabet = "ab,;\"'=+-@ \t\r\n|`<é中";
        Random random = new Random(5);
        for (int round = 0; round < 2000; round++) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                StringBuilder text = new StringBuilder();
                for (int n = random.nextInt(6); n > 0; n--) {
                    text.append(alphabet.charAt(random.nextInt(alphabet.length())));
                }
                texts.add(text.toString());
            }
            List<List<String>> rows = CsvReader.read(written(texts.toArray()));
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).stream()
                            .map(cell -> cell.startsWith("'") ? cell.substring(1) : cell)
                            .toList())
                    .isEqualTo(texts.stream().map(Visible::text).toList());
        }
    }
}
