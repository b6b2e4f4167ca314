package io.slipway.enrollment;

import io.slipway.security.SealedColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class EnrollmentSecrets implements SealedColumns {
    @Override
    public List<Column> columns() {
        return List.of(
                new Column("enrollment", "primary_key", "'enrollment/' || enrollment_id || '/primary'"),
                new Column("enrollment", "secondary_key", "'enrollment/' || enrollment_id || '/secondary'"),
                new Column(
                        "enrollment_group", "primary_key", "'enrollment-group/' || enrollment_group_id || '/primary'"),
                new Column(
                        "enrollment_group",
                        "secondary_key",
                        "'enrollment-group/' || enrollment_group_id || '/secondary'"));
    }
}
