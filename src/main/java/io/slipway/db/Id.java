package io.slipway.db;

import java.util.UUID;

/** A typed key: a {@code HubId} never passes where a {@code ScopeId} is wanted. */
public interface Id {
    UUID value();
}
