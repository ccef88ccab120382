package dev.smsconfig.sample.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import tools.jackson.databind.JsonNode;

/**
 * What an answer is written in: one of the six types of SaveSmsConfig.md, always in UTF-8.
 *
 * @param mediaType for example {@code text/xml}
 */
public record ResponseContentType(String mediaType) {

    /** In the order of the page, which decides where the caller has no preference. */
    public static final List<String> SUPPORTED = RequestContentType.SUPPORTED.stream()
            .filter(type -> !type.contains("form"))
            .toList();

    /** The types of answers that are not entities and have no form in XML. */
    public static final List<String> JSON_ONLY =
            SUPPORTED.stream().filter(type -> type.endsWith("json")).toList();

    public static final ResponseContentType JSON = new ResponseContentType("application/json");

    /** The one that a range of {@code Accept} chose, and how much the caller wants it. */
    private record Choice(String mediaType, double quality, int specificity, int position) {}

    /** @param type parsed, for example {@code text/*;q=0.5} */
    private record Range(MimeType type, double quality, int position) {

        /** 3 for the type itself, 2 for {@code type/*}, 1 for all, 0 for another; parameters do not matter. */
        int specificity(MimeType offered) {
            if (type.isWildcardType()) {
                return 1;
            }
            if (!type.getType().equalsIgnoreCase(offered.getType())) {
                return 0;
            }
            if (type.getSubtype().equals("*")) {
                return 2;
            }
            return type.getSubtype().equalsIgnoreCase(offered.getSubtype()) ? 3 : 0;
        }
    }

    /**
     * Chooses as RFC 9110, section 12.5.1 has it: for each type the most specific range counts, {@code q=0} excludes.
     * Between types of the same quality the more specific range wins, then the one that comes first in the header.
     *
     * @param accept every Accept header; none, or only blank ones, is {@code *}{@code /*}. A range that cannot be read is
     *     passed over
     * @param offered what there is, the preferred first
     * @return empty where nothing fits
     */
    public static Optional<ResponseContentType> negotiate(List<String> accept, List<String> offered) {
        String header = String.join(",", accept);
        if (header.isBlank()) {
            return Optional.of(new ResponseContentType(offered.get(0)));
        }
        List<Range> ranges = ranges(header);
        List<Choice> choices = new ArrayList<>();
        for (String mediaType : offered) {
            Choice choice = choice(mediaType, ranges);
            if (choice != null && choice.quality() > 0) {
                choices.add(choice);
            }
        }
        return choices.stream()
                .min(Comparator.comparingDouble(Choice::quality)
                        .thenComparingInt(Choice::specificity)
                        .reversed()
                        .thenComparingInt(Choice::position))
                .map(choice -> new ResponseContentType(choice.mediaType()));
    }

    private static @Nullable Choice choice(String mediaType, List<Range> ranges) {
        MimeType offered = MimeTypeUtils.parseMimeType(mediaType);
        Choice best = null;
        for (Range range : ranges) {
            int specificity = range.specificity(offered);
            if (specificity > 0 && (best == null || specificity > best.specificity())) {
                best = new Choice(mediaType, range.quality(), specificity, range.position());
            }
        }
        return best;
    }

    private static List<Range> ranges(String header) {
        List<Range> ranges = new ArrayList<>();
        for (String token : MimeTypeUtils.tokenize(header)) {
            try {
                MimeType type = MimeTypeUtils.parseMimeType(token);
                ranges.add(new Range(type, quality(type.getParameter("q")), ranges.size()));
            } catch (InvalidMimeTypeException | NumberFormatException e) {
                // one range that cannot be read says nothing about the others
            }
        }
        return ranges;
    }

    private static double quality(@Nullable String q) {
        double quality = q == null ? 1 : Double.parseDouble(q);
        if (!(quality >= 0 && quality <= 1)) {
            throw new NumberFormatException("a quality is 0 to 1");
        }
        return quality;
    }

    /** The header {@code Content-Type}. */
    public String header() {
        return mediaType + "; charset=utf-8";
    }

    public boolean isXml() {
        return mediaType.endsWith("xml");
    }

    /**
     * @param root the document element
     * @param shape of the entity
     * @return {@code tree} as XML
     * @throws UnwritableException where XML cannot express a text
     */
    public static byte[] xml(String root, JsonNode tree, EntityShape shape) throws UnwritableException {
        return XmlDocument.of(root, tree, shape.dictionary());
    }
}
