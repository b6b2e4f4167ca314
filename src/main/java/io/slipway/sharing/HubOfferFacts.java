package io.slipway.sharing;

import io.slipway.audit.Act;
import java.time.Instant;

/**
 * A hub offer as both companies see it.
 *
 * @param hub null, as all of the hub, for an operator whose offer is over
 * @param account what addresses call the hub's company, and {@code company} its name
 * @param operator likewise the operator's, null while nobody has brought the code
 * @param idScope where it was accepted, null unless it was and the link still stands
 * @param state {@code offered}, {@code accepted}, {@code declined}, {@code withdrawn} or {@code expired}
 */
public record HubOfferFacts(
        HubOfferId id,
        String hub,
        String hostName,
        String health,
        Integer capacity,
        String account,
        String company,
        String operator,
        String operatorCompany,
        String idScope,
        String scope,
        String codeHint,
        String note,
        String state,
        int version,
        Instant createdAt,
        Instant expiresAt,
        Instant answeredAt) {
    public boolean isOpen() {
        return state.equals("offered");
    }

    /** To whom, in words. */
    public String addressee() {
        return operatorCompany == null ? "Whoever has the code " + codeHint : operatorCompany;
    }

    Act act(String action) {
        return Act.of(action, id, hub);
    }
}
