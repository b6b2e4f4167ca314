package io.slipway.web;

import io.quarkus.qute.TemplateExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Geometry of the small charts, computed here because a page may carry neither inline style nor script. */
@TemplateExtension(namespace = "chart")
public final class Charts {
    private static final double WIDTH = 120;
    private static final double HEIGHT = 28;

    private Charts() {}

    /** One part of a whole; tones are those of the state badge. */
    public record Part(String label, long count, String tone) {}

    /** One column of a bar chart: what went well below, what failed on top. */
    public record Bar(String label, long good, long bad) {}

    /** A part or column as a rectangle, in percent of the drawing. */
    public record Box(String label, String tone, double start, double size) {}

    /** Points of a line through the numbers in a 120 × 28 drawing. */
    public static String line(List<? extends Number> numbers) {
        double highest = Math.max(
                1, numbers.stream().mapToDouble(Number::doubleValue).max().orElse(1));
        double step = WIDTH / Math.max(1, numbers.size() - 1);
        List<String> points = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            double y = HEIGHT - 2 - numbers.get(i).doubleValue() / highest * (HEIGHT - 4);
            points.add(String.format(Locale.ENGLISH, "%.1f,%.1f", i * step, y));
        }
        return String.join(" ", points);
    }

    /** The parts side by side; a part that is not zero stays visible. */
    public static List<Box> share(List<Part> parts) {
        double total = Math.max(1, parts.stream().mapToLong(Part::count).sum());
        List<Box> boxes = new ArrayList<>();
        double start = 0;
        for (Part part : parts) {
            double size = part.count() == 0 ? 0 : Math.max(0.6, part.count() * 100 / total);
            boxes.add(new Box(part.label(), part.tone(), Math.min(start, 99.4), size));
            start += size;
        }
        return boxes;
    }

    /** Two rectangles per column, scaled to the highest column. */
    public static List<Box> columns(List<Bar> bars, boolean bad) {
        double highest = Math.max(1, highest(bars));
        return bars.stream()
                .map(bar -> bad
                        ? new Box(
                                bar.label(),
                                "danger",
                                100 - (bar.good() + bar.bad()) * 100 / highest,
                                bar.bad() * 100 / highest)
                        : new Box(bar.label(), "accent", 100 - bar.good() * 100 / highest, bar.good() * 100 / highest))
                .toList();
    }

    public static long highest(List<Bar> bars) {
        return bars.stream().mapToLong(bar -> bar.good() + bar.bad()).max().orElse(0);
    }

    public static double columnWidth(List<Bar> bars) {
        return 100.0 / Math.max(1, bars.size());
    }

    /** Leaves a gap between columns. */
    public static double barWidth(double columnWidth) {
        return columnWidth * 0.72;
    }

    public static double times(int index, double width) {
        return index * width;
    }

    /** The chart in words, for people who do not see it. */
    public static String words(List<Bar> bars) {
        return bars.stream()
                .map(bar -> "%s: %d, %d failed".formatted(bar.label(), bar.good() + bar.bad(), bar.bad()))
                .collect(Collectors.joining("; "));
    }
}
