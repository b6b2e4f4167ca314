package io.slipway.lease;

import io.slipway.registration.DeviceConditions;
import io.slipway.web.Form;
import io.slipway.web.ListUpload;
import io.slipway.web.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** A proposal as the form brings it. */
public class NewLeaseForm {
    @RestForm
    String idScope;

    @RestForm
    String upperLease;

    @RestForm
    String lessee;

    @RestForm
    String reference;

    @RestForm
    String which;

    @RestForm("file")
    FileUpload file;

    @RestForm
    String devices;

    @RestForm
    String group;

    @RestForm
    String startsWith;

    @RestForm
    List<String> filter;

    @RestForm
    String startsAt;

    @RestForm
    String endsAt;

    @RestForm
    String offerExpiresAt;

    @RestForm
    List<String> rights;

    @RestForm
    String noticeDays;

    @RestForm
    String endAction;

    @RestForm
    String returnHub;

    @RestForm
    String note;

    @RestForm
    String skipUnavailable;

    Proposal toProposal() {
        return new Proposal(idScope, upperLease, lessee, terms(), choice(), "true".equals(skipUnavailable));
    }

    private Terms terms() {
        return new Terms(
                reference,
                day("startsAt", startsAt),
                day("endsAt", endsAt),
                rights,
                days(),
                endAction,
                returnHub,
                day("offerExpiresAt", offerExpiresAt),
                note);
    }

    private DeviceChoice choice() {
        return switch (which == null ? "list" : which) {
            case "group" -> DeviceChoice.matching(DeviceConditions.of(Map.of("group", text(group))), false);
            case "startsWith" -> DeviceChoice.matching(DeviceConditions.of(Map.of("q", text(startsWith))), false);
            case "match" -> DeviceChoice.matching(matching(filter), false);
            case "all" -> DeviceChoice.matching(DeviceConditions.of(Map.of()), true);
            default -> DeviceChoice.listed(new ListUpload(file, devices).text("devices"));
        };
    }

    /** What the list of devices was narrowed to, each as {@code name=value}. */
    static DeviceConditions matching(List<String> filter) {
        Map<String, String> written = new HashMap<>();
        for (String condition : filter == null ? List.<String>of() : filter) {
            String[] parts = condition.split("=", 2);
            written.put(parts[0], parts[parts.length - 1]);
        }
        return DeviceConditions.of(written);
    }

    private static String text(String given) {
        return given == null ? "" : given;
    }

    private Integer days() {
        try {
            return noticeDays == null || noticeDays.isBlank() ? null : Integer.valueOf(noticeDays.strip());
        } catch (NumberFormatException e) {
            throw Problem.invalid("noticeDays", "Give 0 to 365 days of notice.");
        }
    }

    /** As typed, with the content of the file. */
    Form toForm() {
        return Form.empty()
                .with("idScope", idScope)
                .with("upperLease", upperLease)
                .with("lessee", lessee)
                .with("reference", reference)
                .with("which", which == null ? "list" : which)
                .with("devices", new ListUpload(file, devices).shown())
                .with("group", group)
                .with("startsWith", startsWith)
                .with("filter", filter)
                .with("startsAt", startsAt)
                .with("endsAt", endsAt)
                .with("offerExpiresAt", offerExpiresAt)
                .with("rights", rights)
                .with("noticeDays", noticeDays)
                .with("endAction", endAction)
                .with("returnHub", returnHub)
                .with("note", note);
    }

    /** For the step after the preview: of a file only the registration IDs, which may be a fraction of it. */
    Form carriedOn() {
        DeviceChoice choice = choice();
        return choice.isList() ? toForm().with("devices", String.join("\n", choice.keys())) : toForm();
    }

    /** As a date field shows it. */
    static String written(Instant day) {
        return day.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** Midnight UTC of a date field, null for an empty one. */
    static Instant day(String field, String text) {
        try {
            return text == null || text.isBlank()
                    ? null
                    : LocalDate.parse(text.strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.invalid(field, "Give a date such as 2027-01-31.");
        }
    }
}
