package dev.smsconfig.report;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV by the grammar of RFC 4180 and nothing else. */
public final class CsvReader {

    private CsvReader() {}

    /** The rows; fails where the text does not keep to the grammar. */
    public static List<List<String>> read(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            StringBuilder cell = new StringBuilder();
            if (text.charAt(at) == '"') {
                at++;
                while (text.charAt(at) != '"' || text.startsWith("\"\"", at)) {
                    at += text.charAt(at) == '"' ? 1 : 0;
                    cell.append(text.charAt(at++));
                }
                at++;
            } else {
                while (text.charAt(at) != ',' && text.charAt(at) != '\r') {
                    require(text.charAt(at) != '"' && text.charAt(at) != '\n', at);
                    cell.append(text.charAt(at++));
                }
            }
            row.add(cell.toString());
            if (text.charAt(at) == ',') {
                at++;
                continue;
            }
            require(text.startsWith("\r\n", at), at);
            at += 2;
            rows.add(row);
            row = new ArrayList<>();
        }
        require(row.isEmpty(), at);
        return rows;
    }

    private static void require(boolean holds, int at) {
        if (!holds) {
            throw new IllegalArgumentException("no CSV at " + at);
        }
    }
}
