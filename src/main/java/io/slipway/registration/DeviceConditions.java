package io.slipway.registration;

import io.slipway.web.Looks;
import io.slipway.web.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What narrows a set of devices, with one meaning wherever devices are chosen: in lists, reassignments and leases. Null is
 * any; what others may not know of a device does not tell it apart.
 *
 * @param search beginning of the registration ID
 * @param group name of an enrollment group
 * @param hub host name
 * @param lease the lease they are held by
 * @param status one of {@link #STATUSES}
 * @param holder slug of the company that holds them
 * @param elsewhere whether only those on another company's hub, linked or lent
 */
public record DeviceConditions(
        String search,
        String group,
        String hub,
        String lease,
        String status,
        String attestation,
        String holder,
        boolean elsewhere) {
    public static final List<String> STATUSES = List.of("unassigned", "assigning", "assigned", "failed", "disabled");
    private static final String MINE = ":account in (device.account_id, device.holder_id)";

    public DeviceConditions {
        search = blankToNull(search) == null ? null : search.strip().toLowerCase(Locale.ROOT);
        group = blankToNull(group);
        hub = blankToNull(hub);
        lease = blankToNull(lease);
        status = blankToNull(status);
        attestation = blankToNull(attestation);
        holder = blankToNull(holder);
    }

    public void check() {
        if (status != null && !STATUSES.contains(status)) {
            throw Problem.invalid("status", "Choose one of " + String.join(", ", STATUSES) + ".");
        }
        try {
            leaseId();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("lease", "The ID of a lease looks like 123e4567-e89b-12d3-a456-426614174000.");
        }
    }

    public boolean isAny() {
        return written().isEmpty();
    }

    /** To be put after a {@code where} that selects from {@code device}; needs {@link #values} and {@code :account}. */
    public String sql() {
        StringBuilder where = new StringBuilder();
        if (search != null) {
            // A range, not LIKE: under row security only leakproof operators may use the index.
            where.append(
                    " and device.registration_key >= :search and device.registration_key < :search || U&'\\+10FFFF'");
        }
        if ("disabled".equals(status)) {
            where.append(" and device.disabled_by is not null and " + MINE);
        } else if (status != null) {
            where.append(" and device.status = :status");
        }
        if (lease != null) {
            where.append(" and device.lease_id = :lease and " + MINE);
        }
        if (holder != null) {
            where.append(" and device.holder_id = (select account_id from account where slug = :holder)");
        }
        if (elsewhere) {
            where.append(" and device.hub_account_id <> :account and " + MINE);
        }
        if (attestation != null) {
            where.append(" and device.attestation_type = :attestation");
        }
        if (group != null) {
            where.append(
                    " and device.enrollment_group_id in (select enrollment_group_id from enrollment_group where group_key = lower(:group))");
        }
        if (hub != null) {
            where.append(" and device.hub_host_name = :hub and " + MINE);
        }
        return where.toString();
    }

    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>(written());
        values.computeIfPresent("lease", (name, id) -> leaseId());
        values.put("search", search);
        return values;
    }

    /** Those given, as the address of a list carries them. */
    public Map<String, String> written() {
        Map<String, String> written = new LinkedHashMap<>();
        written.put("q", search);
        written.put("group", group);
        written.put("hub", hub);
        written.put("lease", lease);
        written.put("status", status);
        written.put("attestation", attestation);
        written.put("holder", holder);
        written.put("elsewhere", elsewhere ? "true" : null);
        written.values().removeIf(value -> value == null);
        return written;
    }

    public static DeviceConditions of(Map<String, String> written) {
        return new DeviceConditions(
                written.get("q"),
                written.get("group"),
                written.get("hub"),
                written.get("lease"),
                written.get("status"),
                written.get("attestation"),
                written.get("holder"),
                "true".equals(written.get("elsewhere")));
    }

    /** For people, each the end of "devices that are …". */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        add(words, "named %s…", search);
        add(words, "of the enrollment group %s", group);
        add(words, "on the hub %s", hub);
        add(words, "held by the lease %s", lease);
        add(words, "%s", status);
        add(words, "attested by %s", attestation == null ? null : Looks.words(attestation));
        add(words, "held by %s", holder);
        add(words, "on another company's hub", elsewhere ? "" : null);
        return words;
    }

    private static void add(List<String> words, String sentence, String value) {
        if (value != null) {
            words.add(sentence.formatted(value));
        }
    }

    private UUID leaseId() {
        return lease == null ? null : UUID.fromString(lease);
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
