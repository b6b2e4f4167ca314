package io.slipway.reassignment;

import io.slipway.registration.DeviceConditions;
import io.slipway.web.Form;
import io.slipway.web.Problem;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;

/** What the form of a new reassignment says, in the words of the use case. */
record ReassignmentForm(Form form) {
    private static final int A_YEAR = 8_760;

    ReassignmentDetails details() {
        return new ReassignmentDetails(
                form.value("scope"),
                selection(),
                form.value("targetHub"),
                form.value("twins"),
                startsAt(),
                form.value("pace").equals("size") ? number("waveSize") : null,
                form.value("pace").equals("percent") ? number("wavePercent") : null,
                number("pauseAbove"),
                hours("absentHours"),
                form.value("absentAction"),
                form.value("reason"));
    }

    private Selection selection() {
        return form.value("which").equals("list") ? listed() : Selection.matching(DeviceConditions.of(form.first()));
    }

    private Selection listed() {
        Selection listed = Selection.of(List.of(form.value("ids").split("[\\s,;]+")));
        try {
            listed.check();
            return listed;
        } catch (Problem problem) {
            throw problem.at("ids");
        }
    }

    /** A browser's date and time field knows no zone; the page says that it is UTC. */
    private Instant startsAt() {
        String text = form.value("startsAt");
        try {
            return text.isBlank() ? null : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw Problem.invalid("startsAt", "Give a date and a time, such as 2026-12-01T06:00.");
        }
    }

    private Integer hours(String name) {
        Integer hours = number(name);
        if (hours == null) {
            return null;
        } else if (hours < 1 || hours > A_YEAR) {
            throw Problem.invalid(name, "Give the hours a device may take to register again, up to a year.");
        }
        return Integer.valueOf(hours * 60);
    }

    private Integer number(String name) {
        String text = form.value(name).strip();
        if (text.isEmpty()) {
            return null;
        } else if (!text.matches("[0-9]{1,7}")) {
            throw Problem.invalid(name, "Give a whole number.");
        }
        return Integer.valueOf(text);
    }
}
