package dev.smsconfig.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.report.html.BarChart.Bar;
import dev.smsconfig.report.html.BarChart.Drawn;
import dev.smsconfig.report.html.BarChart.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BarChartTest {

    private static BarChart of(@Nullable Double... values) {
        List<Bar> bars = new ArrayList<>();
        for (Double value : values) {
            bars.add(new Bar("n" + bars.size(), value, String.valueOf(value), false));
        }
        return new BarChart("a", "A", "", "", bars);
    }

    @Test
    void barsStayInsideTheirFrameApartAndInOrderOfTheirFigures() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            Double[] values = new Double[1 + random.nextInt(60)];
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextInt(4) == 0 ? 0.0 : random.nextDouble() * Math.pow(10, random.nextInt(6));
            }
            BarChart chart = of(values);
            List<Drawn> drawn = chart.drawn();
            double edge = chart.left();
            for (int i = 0; i < values.length; i++) {
                double x = Double.parseDouble(drawn.get(i).x());
                double y = Double.parseDouble(drawn.get(i).y());
                double height = Double.parseDouble(drawn.get(i).height());
                assertThat(x).isGreaterThanOrEqualTo(edge - 0.1);
                edge = x + Double.parseDouble(drawn.get(i).width());
                assertThat(edge).isLessThanOrEqualTo(chart.right() + 0.1);
                assertThat(y).isGreaterThanOrEqualTo(13.9);
                assertThat(y + height).isBetween(chart.bottom() - 0.2, chart.bottom() + 0.2);
                assertThat(height > 0).as("seen, where there is something").isEqualTo(values[i] > 0);
                for (int j = 0; j < i; j++) {
                    if (values[j] < values[i]) {
                        assertThat(Double.parseDouble(drawn.get(j).height())).isLessThanOrEqualTo(height);
                    }
                }
            }
        }
    }

    @Test
    void theScaleEndsAtTheNextRoundFigure() {
        assertThat(texts(of(0.0).scale())).containsExactly("0", "1", "2");
        assertThat(texts(of(3.0, 1.0).scale())).containsExactly("0", "2", "4");
        assertThat(texts(of(5.0).scale())).containsExactly("0", "3", "6");
        assertThat(texts(of(11.0).scale())).containsExactly("0", "10", "20");
        assertThat(texts(of(412.0).scale())).containsExactly("0", "300", "600");
        assertThat(texts(of(20_000.0).scale())).containsExactly("0", "10000", "20000");
    }

    @Test
    void aNightWithoutAFigureDoesNotLookLikeNothing() {
        assertThat(of(null, 0.0).drawn()).extracting(Drawn::css).containsExactly("b-none", "b");
    }

    @Test
    void theLastBarIsLabelledAndLabelsDoNotCrowd() {
        for (int count = 1; count < 100; count++) {
            List<Tick> labels = of(new Double[count]).labels();
            assertThat(labels).hasSizeBetween(1, 5);
            assertThat(labels.get(labels.size() - 1).text()).isEqualTo("n" + (count - 1));
        }
    }

    private static List<String> texts(List<Tick> ticks) {
        return ticks.stream().map(Tick::text).toList();
    }
}
