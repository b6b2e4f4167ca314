package io.slipway.reassignment;

import io.slipway.db.AccountId;
import java.util.UUID;

/**
 * A hub that devices of a scope can be moved to by the acting account.
 *
 * @param owner the company whose hub it is, null for the acting account's own
 * @param capacity how many devices its account wants on it at most, null for no limit
 */
public record Target(
        UUID hubId,
        AccountId accountId,
        String name,
        String hostName,
        String health,
        Integer capacity,
        String owner,
        boolean ending) {}
