package io.slipway.scope;

import io.slipway.security.SealedColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class ScopeSecrets implements SealedColumns {
    @Override
    public List<Column> columns() {
        return List.of(
                new Column("access_policy", "primary_key", "'access-policy/' || scope_id || '/' || name"),
                new Column("access_policy", "secondary_key", "'access-policy/' || scope_id || '/' || name"));
    }
}
