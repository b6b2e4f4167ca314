package io.slipway.web;

import io.quarkus.qute.TemplateExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Geometry of the small charts, computed here because a page may carry neither inline style nor script. */
@TemplateExtension(namespace = "chart")
public final class Charts {
    private Charts() {}

    /** One part of a whole; tones are those of the state badge. */
    public record Part(String label, long count, String tone) {
        /** A part for each state, as states look everywhere. */
        public static List<Part> of(Map<String, ? extends Number> byState) {
            return byState.entrySet().stream()
                    .map(entry -> new Part(
                            Looks.words(entry.getKey()),
                            entry.getValue().longValue(),
                            Looks.of(entry.getKey()).tone()))
                    .toList();
        }
    }

    /** A part as a rectangle, in percent of the drawing. */
    public record Box(String tone, double start, double size) {}

    /** The parts side by side; a part that is not zero stays visible. */
    public static List<Box> share(List<Part> parts) {
        double total = Math.max(1, parts.stream().mapToLong(Part::count).sum());
        List<Box> boxes = new ArrayList<>();
        double start = 0;
        for (Part part : parts) {
            double size = part.count() == 0 ? 0 : Math.max(0.6, part.count() * 100 / total);
            boxes.add(new Box(part.tone(), Math.min(start, 99.4), size));
            start += size;
        }
        return boxes;
    }
}
