package io.slipway.supply;

import io.slipway.scope.IdScope;
import java.time.Instant;

/**
 * A supply grant as both companies see it.
 *
 * @param scopeName null for a manufacturer whose grant was withdrawn
 * @param withdrawnAt null while in force
 */
public record Supply(
        SupplyGrantId supplyGrantId,
        IdScope idScope,
        String scopeName,
        String operator,
        String operatorName,
        String manufacturer,
        String manufacturerName,
        String note,
        int version,
        Instant createdAt,
        Instant withdrawnAt) {
    /** Where the operator withdraws it, below its account's address. */
    public String withdrawal() {
        return "partners/" + idScope + "/supply-grants/" + supplyGrantId + "/withdrawal";
    }

    public boolean inForce() {
        return withdrawnAt == null;
    }
}
