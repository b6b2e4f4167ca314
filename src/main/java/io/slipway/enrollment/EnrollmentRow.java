package io.slipway.enrollment;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads the columns that enrollments and groups share, under a prefix. */
record EnrollmentRow(ResultSet row, String prefix) {
    String text(String column) throws SQLException {
        return row.getString(prefix + column);
    }

    byte[] bytes(String column) throws SQLException {
        return row.getBytes(prefix + column);
    }

    UUID id(String column) throws SQLException {
        return row.getObject(prefix + column, UUID.class);
    }

    List<byte[]> certificates() throws SQLException {
        return present(bytes("primary_certificate"), bytes("secondary_certificate"));
    }

    List<String> caReferences() throws SQLException {
        return present(text("primary_ca"), text("secondary_ca"));
    }

    ProvisioningSettings settings() throws SQLException {
        return new ProvisioningSettings(
                "enabled".equals(text("provisioning_status")),
                text("allocation_policy"),
                iotHubs(),
                row.getBoolean(prefix + "update_hub_assignment"),
                row.getBoolean(prefix + "migrate_device_data"),
                row.getBoolean(prefix + "iot_edge"),
                text("initial_twin"));
    }

    private List<String> iotHubs() throws SQLException {
        Array hubs = row.getArray(prefix + "iot_hubs");
        return hubs == null ? List.of() : List.of((String[]) hubs.getArray());
    }

    private static <T> List<T> present(T primary, T secondary) {
        return Stream.of(Optional.ofNullable(primary), Optional.ofNullable(secondary))
                .flatMap(Optional::stream)
                .toList();
    }
}
