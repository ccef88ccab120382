package dev.smsconfig.source;

import dev.smsconfig.rollout.FreezeWindow;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code freeze} of guards: a list of times in which nothing is saved. */
final class FreezeReader {

    static final Schema FREEZE = Schema.of("from", "to", "zone", "reason");

    private static final Pattern LOCAL_TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(?::\\d\\d)?");

    private final FileProblems problems;

    FreezeReader(FileProblems problems) {
        this.problems = problems;
    }

    /** Those that can be read; they may overlap. */
    List<FreezeWindow> read(Node node) {
        List<FreezeWindow> windows = new ArrayList<>();
        List<Node> items = Fields.list(node, problems);
        if (items == null) {
            return windows;
        }
        for (Node item : items) {
            Fields fields = Fields.fields(item, FREEZE, problems);
            FreezeWindow window = fields == null ? null : window(fields);
            if (window != null) {
                windows.add(window);
            }
        }
        return windows;
    }

    private @Nullable FreezeWindow window(Fields fields) {
        LocalDateTime from = time(fields, "from");
        LocalDateTime to = time(fields, "to");
        ZoneId zone = Zones.read(fields, problems);
        String reason = Texts.required(fields, "reason", problems);
        if (from == null || to == null || zone == null || reason == null) {
            return null;
        }
        if (!from.isBefore(to)) {
            Node end = fields.optional("to");
            problems.error(
                    Rule.GUARDS_FREEZE,
                    end == null ? fields.at() : end.at(),
                    "a freeze ends after it begins; correct 'from' or 'to'");
            return null;
        }
        FreezeWindow window = new FreezeWindow(from, to, zone, reason);
        problems.due(
                window.ends().atZone(ZoneOffset.UTC).toLocalDate(),
                Rule.GUARDS_FREEZE_OVER,
                fields.at(),
                "this freeze is over; remove it, or correct its year");
        return window;
    }

    private @Nullable LocalDateTime time(Fields fields, String name) {
        Node node = fields.required(name);
        String text = node == null ? null : Scalars.string(node, problems);
        if (node == null || text == null) {
            return null;
        }
        try {
            if (LOCAL_TIME.matcher(text).matches()) {
                return LocalDateTime.parse(text);
            }
        } catch (DateTimeParseException e) {
            // a day or an hour that no calendar has
        }
        problems.error(
                Rule.GUARDS_FREEZE, node.at(), "not a local time; write date and time such as \"2026-12-23T00:00\"");
        return null;
    }
}
