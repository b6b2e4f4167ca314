package io.slipway.builtinhub;

import io.slipway.security.SealedColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class IdentitySecrets implements SealedColumns {
    @Override
    public List<Column> columns() {
        return List.of(
                new Column("hub_device", "primary_key", "'hub-device/' || hub_id || '/' || device_id"),
                new Column("hub_device", "secondary_key", "'hub-device/' || hub_id || '/' || device_id"));
    }
}
