package io.slipway.lease;

import io.slipway.registration.DeviceConditions;
import io.slipway.web.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which devices: a list, a text that holds one, or all that meet every condition given. */
public record DeviceChoice(
        @Schema(description = "Up to 100,000") List<String> registrationIds,
        @Schema(description = "The same as text: one a line, or the first column of a CSV file") String text,
        @Schema(description = "Name of an enrollment group: all its devices") String group,
        @Schema(description = "All devices whose registration ID begins so") String startsWith,
        @Schema(description = "All on the hub of this host name") String hub,
        @Schema(description = "All held by this lease") String lease,
        @Schema(description = "All in this state of registration, or disabled") String status,
        @Schema(description = "All attested so: symmetricKey, x509 or tpm") String attestation,
        @Schema(description = "All held by the company of this slug; only your own can be leased") String holder,
        @Schema(description = "All on another company's hub") Boolean elsewhere,
        @Schema(description = "All devices of the scope") Boolean all) {
    static final int MOST = 100_000;
    private static final DeviceChoice NONE = matching(DeviceConditions.of(Map.of()), false);

    static DeviceChoice none() {
        return NONE;
    }

    static DeviceChoice of(List<String> registrationIds) {
        return new DeviceChoice(registrationIds, null, null, null, null, null, null, null, null, null, null);
    }

    static DeviceChoice listed(String text) {
        return new DeviceChoice(null, text, null, null, null, null, null, null, null, null, null);
    }

    static DeviceChoice matching(DeviceConditions conditions, boolean all) {
        return new DeviceChoice(
                null,
                null,
                conditions.group(),
                conditions.search(),
                conditions.hub(),
                conditions.lease(),
                conditions.status(),
                conditions.attestation(),
                conditions.holder(),
                conditions.elsewhere(),
                all);
    }

    /** Of those it finds by a rule, only the ones held by that lease. */
    DeviceChoice heldBy(UUID lease) {
        DeviceConditions given = conditions();
        return matching(
                new DeviceConditions(
                        given.search(),
                        given.group(),
                        given.hub(),
                        lease.toString(),
                        given.status(),
                        given.attestation(),
                        given.holder(),
                        given.elsewhere()),
                false);
    }

    DeviceConditions conditions() {
        return new DeviceConditions(
                startsWith, group, hub, lease, status, attestation, holder, Boolean.TRUE.equals(elsewhere));
    }

    boolean isList() {
        return registrationIds != null || text != null && !text.isBlank();
    }

    /** By a rule, which the database resolves. */
    boolean isRule() {
        return Boolean.TRUE.equals(all) || !conditions().isAny();
    }

    boolean isEmpty() {
        return !isList() && !isRule();
    }

    /** As they are compared: lower case, each once. */
    List<String> keys() {
        Stream<String> listed = registrationIds == null ? Stream.empty() : registrationIds.stream();
        Stream<String> pasted = text == null ? Stream.empty() : text.lines().map(DeviceChoice::firstColumn);
        List<String> keys = Stream.concat(listed, pasted)
                .filter(id -> !isBlank(id))
                .map(id -> id.strip().toLowerCase(Locale.ROOT))
                .filter(id -> !id.equals("registrationid") && !id.equals("registration_id"))
                .distinct()
                .limit(MOST + 1L)
                .toList();
        if (keys.size() > MOST) {
            throw Problem.invalid("devices", "Choose 100,000 devices or fewer; make several leases of more.");
        }
        return keys;
    }

    private static String firstColumn(String line) {
        return line.replace("\uFEFF", "").split("[,;\t]", 2)[0].replace("\"", "");
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
