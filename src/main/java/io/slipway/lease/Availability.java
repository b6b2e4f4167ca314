package io.slipway.lease;

import io.slipway.web.Numbers;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How many of the chosen devices can be leased, and why the others cannot. */
public record Availability(
        @Schema(examples = "4812") int ready, @Schema(examples = "3") int unavailable, List<Reason> reasons) {
    /** Why some devices cannot be leased; a few of them as examples. */
    public record Reason(
            @Schema(description = "unknown, notHeld, otherLease, inLease, disabled, leaving", examples = "inLease")
                    String reason,
            int devices,
            List<String> examples) {
        public String sentence() {
            return switch (reason) {
                case "notHeld" -> "held by another company";
                case "otherLease" -> "held by another lease than this one";
                case "disabled" -> "disabled, and to be enabled first";
                case "leaving" -> "going back to their own lessor";
                case "inLease" -> "on offer or in a lease already";
                default -> "not known here";
            };
        }
    }

    static Availability of(List<Reason> counted) {
        List<Reason> others = counted.stream()
                .filter(reason -> !reason.reason().equals("ready"))
                .toList();
        int all = counted.stream().mapToInt(Reason::devices).sum();
        int unavailable = others.stream().mapToInt(Reason::devices).sum();
        return new Availability(all - unavailable, unavailable, others);
    }

    public boolean complete() {
        return unavailable == 0;
    }

    /** "3 are in a lease already (a, b, c)". */
    String sentence() {
        return reasons.stream()
                .map(reason -> "%s %s %s (%s%s)"
                        .formatted(
                                Numbers.grouped(reason.devices()),
                                reason.devices() == 1 ? "is" : "are",
                                reason.sentence(),
                                String.join(", ", reason.examples()),
                                reason.devices() > reason.examples().size() ? ", …" : ""))
                .collect(Collectors.joining("; "));
    }
}
