package dev.smsconfig.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bar a night: what a figure was over time, oldest first, drawn as SVG. Whoever can't see it has the summary, and the
 * page a table with the same figures.
 *
 * @param id unique on the page, of letters, digits and hyphens
 * @param unit of the axis, empty for counts
 * @param summary the figures in a sentence
 */
public record BarChart(String id, String title, String unit, String summary, List<Bar> bars) {

    private static final int WIDTH = 400;
    private static final int LEFT = 48;
    private static final int RIGHT = 396;
    private static final int TOP = 14;
    private static final int BOTTOM = 160;
    private static final int WIDEST = 24;
    private static final int LABELS = 5;

    public BarChart {
        if (!id.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("no id of an element: " + id);
        }
        bars = List.copyOf(bars);
    }

    /**
     * @param label what stands below it
     * @param value at least 0; null where there is no figure
     * @param text what is shown of it when it is pointed at
     * @param current whether it is the one that the page is about
     */
    public record Bar(String label, @Nullable Double value, String text, boolean current) {}

    /** A bar as it is drawn. */
    public record Drawn(String x, String y, String width, String height, String css, String text) {}

    /** A line across, or a label below. */
    public record Tick(String at, String text) {}

    public int width() {
        return WIDTH;
    }

    public int left() {
        return LEFT;
    }

    public int right() {
        return RIGHT;
    }

    public int bottom() {
        return BOTTOM;
    }

    /** The bars; where there is no figure, a mark on the line. */
    public List<Drawn> drawn() {
        double top = top();
        double slot = slot();
        double width = Math.min(WIDEST, Math.max(1, slot * 0.7));
        List<Drawn> drawn = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            Double value = bar.value();
            double height = value == null ? 3 : value / top * (BOTTOM - TOP);
            // a small figure must not look like none
            height = value != null && value > 0 ? Math.max(2, height) : height;
            String css = value == null ? "b-none" : bar.current() ? "b-now" : "b";
            drawn.add(new Drawn(
                    one(LEFT + slot * i + (slot - width) / 2),
                    one(BOTTOM - height),
                    one(width),
                    one(height),
                    css,
                    bar.label() + ": " + bar.text()));
        }
        return drawn;
    }

    /** The lines across: nothing, half, all of the scale. */
    public List<Tick> scale() {
        double top = top();
        return List.of(
                new Tick(one(BOTTOM), "0"),
                new Tick(one((BOTTOM + TOP) / 2.0), plain(top / 2)),
                new Tick(one(TOP), plain(top)));
    }

    /** Labels below, no more than fit; the last bar always has one. */
    public List<Tick> labels() {
        int step = Math.max(1, (bars.size() + LABELS - 1) / LABELS);
        List<Tick> labels = new ArrayList<>();
        for (int i = bars.size() - 1; i >= 0; i -= step) {
            labels.add(0, new Tick(one(LEFT + slot() * (i + 0.5)), bars.get(i).label()));
        }
        return labels;
    }

    private double slot() {
        return (RIGHT - LEFT) / (double) Math.max(1, bars.size());
    }

    /** The least of 2, 4, 6, 8, 10, 20, 40 … that no figure exceeds: half of it is a round number too. */
    private double top() {
        double most = 0;
        for (Bar bar : bars) {
            Double value = bar.value();
            most = Math.max(most, value == null ? 0 : value);
        }
        double step = 2;
        while (step * 5 < most) {
            step *= 10;
        }
        return Math.max(1, Math.ceil(most / step)) * step;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : one(number);
    }

    private static String one(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }
}
