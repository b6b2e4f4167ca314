package io.slipway.enrollment;

import io.slipway.scope.IdScope;
import io.slipway.web.Problem;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Which enrollments or groups to list; what is null or blank does not narrow.
 *
 * @param prefix what the registration ID or the group's name begins with, in any case
 * @param after where the page before ended
 */
public record EnrollmentFilter(IdScope scope, String status, String attestation, String prefix, String after) {
    // A range and not "like": row-level security lets only leakproof comparisons use an index.
    private static final Map<String, String> CONDITIONS = Map.of(
            "scope", " and scope_address.id_scope = :scope",
            "status", " and e.provisioning_status = :status",
            "attestation", " and e.attestation_type = :attestation",
            "prefix", " and e.%1$s >= :prefix and e.%1$s < :prefix || chr(1114111)",
            "afterKey", " and e.%1$s >= :afterKey and (e.%1$s > :afterKey or e.scope_id > :afterScope)");

    public EnrollmentFilter {
        status = blankToNull(status);
        attestation = blankToNull(attestation);
        prefix = blankToNull(prefix) == null ? null : prefix.strip().toLowerCase(Locale.ROOT);
        after = blankToNull(after);
    }

    static EnrollmentFilter of(String status, String attestation, String prefix, String after) {
        return new EnrollmentFilter(null, status, attestation, prefix, after);
    }

    EnrollmentFilter in(IdScope only) {
        return new EnrollmentFilter(only, status, attestation, prefix, after);
    }

    /** Whether it leaves rows out, paging aside. */
    public boolean narrows() {
        return scope != null || status != null || attestation != null || prefix != null;
    }

    /** What follows a {@code where}; {@code key} is the column searched and paged by. */
    String sql(String key) {
        StringBuilder sql = new StringBuilder();
        values().keySet()
                .forEach(name -> sql.append(CONDITIONS.getOrDefault(name, "").formatted(key)));
        return sql.toString();
    }

    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        putUnlessNull(values, "scope", scope == null ? null : scope.value());
        putUnlessNull(values, "status", status);
        putUnlessNull(values, "attestation", attestation);
        putUnlessNull(values, "prefix", prefix);
        if (after != null) {
            values.put("afterKey", after.substring(0, slash()));
            values.put("afterScope", scopeAfter());
        }
        return values;
    }

    EnrollmentFilter fromTheBeginning() {
        return new EnrollmentFilter(scope, status, attestation, prefix, null);
    }

    static String cursor(String key, UUID scopeId) {
        return key + "/" + scopeId;
    }

    private UUID scopeAfter() {
        try {
            return UUID.fromString(after.substring(slash() + 1));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("after", "Use the \"next\" of the page before as \"after\".");
        }
    }

    private int slash() {
        return Math.max(after.lastIndexOf('/'), 0);
    }

    private static void putUnlessNull(Map<String, Object> values, String name, Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
