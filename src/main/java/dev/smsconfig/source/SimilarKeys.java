package dev.smsconfig.source;

import dev.smsconfig.source.Node.Scalar;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Warns of keys of one mapping that people, and systems that do not heed case, take for the same. */
final class SimilarKeys {

    private final FileProblems problems;
    private final Map<String, Position> places = new HashMap<>();

    SimilarKeys(FileProblems problems) {
        this.problems = problems;
    }

    /** @param key that stands in the mapping once */
    void add(Scalar key) {
        Position first = places.putIfAbsent(folded(key.text()), key.at());
        if (first != null) {
            problems.warning(
                    Rule.YAML_SIMILAR_KEY,
                    key.at(),
                    "this key differs from the one at " + first.text() + " in case or Unicode form only; keep one");
        }
    }

    /** Upper case first: ß and SS are one, as Unicode's case folding has it. */
    private static String folded(String key) {
        return Normalizer.normalize(key, Normalizer.Form.NFC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
