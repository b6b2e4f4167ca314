package io.slipway.sharing;

import io.slipway.db.Id;
import java.util.UUID;

/** Key of a hub loan. */
public record HubLoanId(UUID value) implements Id {
    public static HubLoanId fromString(String text) {
        try {
            return new HubLoanId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw HubLoans.unknown();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
