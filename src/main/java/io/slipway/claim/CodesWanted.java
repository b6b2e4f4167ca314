package io.slipway.claim;

import io.slipway.web.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For which devices: a list, a text that holds one, or a group. */
public record CodesWanted(
        @Schema(description = "1 to 1,000") List<String> registrationIds,
        @Schema(description = "The same as text: one a line, or the first column of a CSV file") String text,
        @Schema(description = "Name of an enrollment group: all its devices that you hold") String group) {
    static final int MOST = 1_000;

    public CodesWanted {
        registrationIds = registrationIds == null ? List.of() : registrationIds;
        group = group == null || group.isBlank() ? null : group.strip();
    }

    static CodesWanted listed(String text) {
        return new CodesWanted(null, text, null);
    }

    static CodesWanted ofGroup(String group) {
        return new CodesWanted(null, null, group == null || group.isBlank() ? "" : group);
    }

    boolean isGroup() {
        return group != null;
    }

    /** As they are compared: lower case, each once. */
    List<String> keys() {
        Stream<String> pasted = text == null ? Stream.empty() : text.lines().map(CodesWanted::firstColumn);
        List<String> keys = Stream.concat(registrationIds.stream(), pasted)
                .filter(id -> id != null && !id.isBlank())
                .map(id -> id.strip().toLowerCase(Locale.ROOT))
                .filter(id -> !id.equals("registrationid"))
                .distinct()
                .toList();
        if (keys.isEmpty() || keys.size() > MOST) {
            throw Problem.invalid("registrationIds", "Choose 1 to 1,000 devices.");
        }
        return keys;
    }

    private static String firstColumn(String line) {
        return line.replace("\uFEFF", "").split("[,;\t]", 2)[0].replace("\"", "");
    }
}
