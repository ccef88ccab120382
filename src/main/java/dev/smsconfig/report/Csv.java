package dev.smsconfig.report;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values as RFC 4180 has them, in UTF-8 without a byte order mark, safe to open in a spreadsheet: a text
 * that one would take for a formula gets an apostrophe before it, and so does one that begins with an apostrophe. Who
 * reads the file with a program takes one leading apostrophe away and has the text again. Control characters, line ends
 * included, are made visible.
 */
public final class Csv {

    /** What Excel, LibreOffice and Google Sheets may begin a formula with, the full-width forms included. */
    private static final String FORMULA = "=+-@'\uFF1D\uFF0B\uFF0D\uFF20";

    private final Writer out;

    /** @param out is left open */
    public Csv(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /**
     * Writes a row.
     *
     * @param cells texts, numbers, which are written as such, and null for an empty cell
     */
    public void row(@Nullable Object... cells) {
        try {
            for (int i = 0; i < cells.length; i++) {
                if (i > 0) {
                    out.write(',');
                }
                Object cell = cells[i];
                out.write(cell instanceof Number ? cell.toString() : text(cell == null ? "" : cell.toString()));
            }
            out.write("\r\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands over what was written so far. */
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String text) {
        String safe = Visible.text(text);
        if (FORMULA.indexOf(firstSeen(safe)) >= 0) {
            safe = "'" + safe;
        }
        boolean quote = safe.indexOf(',') >= 0
                || safe.indexOf('"') >= 0
                // some programs trim what is not in quotes, some separate at semicolons
                || safe.indexOf(';') >= 0
                || !safe.equals(safe.strip());
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    /** The first character that is no space: programs trim before they look. */
    private static int firstSeen(String text) {
        return text.codePoints()
                .filter(c -> !Character.isSpaceChar(c))
                .findFirst()
                .orElse('x');
    }
}
