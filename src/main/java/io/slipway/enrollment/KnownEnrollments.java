package io.slipway.enrollment;

import static io.slipway.scope.KeySlot.PRIMARY;
import static io.slipway.scope.KeySlot.SECONDARY;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads an individual enrollment out of a statement of the device plane's own, so that it needs no second round trip. */
@ApplicationScoped
public class KnownEnrollments {
    /** What to select; the statement names the table {@code enrollment e}. */
    public static final String COLUMNS = Stream.of(
                    "enrollment_id",
                    "registration_id",
                    "device_id",
                    "supplier_id",
                    "attestation_type",
                    "primary_key",
                    "secondary_key",
                    "primary_certificate",
                    "secondary_certificate",
                    "primary_ca",
                    "secondary_ca",
                    "provisioning_status",
                    "allocation_policy",
                    "iot_hubs",
                    "update_hub_assignment",
                    "migrate_device_data",
                    "iot_edge",
                    "initial_twin")
            .map(column -> "e." + column + " as e_" + column)
            .collect(Collectors.joining(", "));

    private final EnrollmentKeys keys;

    KnownEnrollments(EnrollmentKeys keys) {
        this.keys = keys;
    }

    /** The enrollment in the current row; null when an outer join found none. */
    public KnownEnrollment from(ResultSet current) throws SQLException {
        EnrollmentRow row = new EnrollmentRow(current, "e_");
        UUID id = row.id("enrollment_id");
        return id == null ? null : from(row, id);
    }

    private KnownEnrollment from(EnrollmentRow row, UUID id) throws SQLException {
        String place = EnrollmentKeys.ofEnrollment(id);
        return new KnownEnrollment(
                id,
                row.text("registration_id"),
                row.text("device_id"),
                row.id("supplier_id"),
                row.text("attestation_type"),
                keys.open(row.bytes("primary_key"), place, PRIMARY),
                keys.open(row.bytes("secondary_key"), place, SECONDARY),
                row.certificates(),
                row.caReferences(),
                row.settings());
    }
}
