package io.slipway.scope;

import io.slipway.db.Id;
import java.util.UUID;

/** Key of a scope. */
public record ScopeId(UUID value) implements Id {
    @Override
    public String toString() {
        return value.toString();
    }
}
