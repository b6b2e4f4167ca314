package io.slipway.hub;

import io.slipway.security.SealedColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class HubSecrets implements SealedColumns {
    @Override
    public List<Column> columns() {
        return List.of(new Column("hub", "secrets", "'hub/' || hub_id"));
    }
}
