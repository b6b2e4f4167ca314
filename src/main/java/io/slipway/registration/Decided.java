package io.slipway.registration;

import io.slipway.hub.LinkedHub;
import java.util.List;
import java.util.UUID;

/**
 * What decided an assignment, kept with its attempt, since policies, weights and health are others later.
 *
 * @param hub host name of the hub it went to
 * @param source what let the device in: {@code enrollment} or {@code group}
 * @param policy null for a leased device
 * @param leaseId null for one in its operator's hands
 * @param hubs those that whoever held the device may know of
 */
record Decided(
        String hub,
        String source,
        String policy,
        List<String> named,
        UUID leaseId,
        boolean pinned,
        List<HubChoice.Candidate> hubs) {
    static Decided of(Allocation.Question asked, LinkedHub chosen, Verdict.Admitted admitted) {
        Holding holding = asked.holding();
        Allocation.Question known = holding.isLeased() ? asked.seenBy(holding.holder()) : asked;
        return new Decided(
                chosen.hostName(),
                admitted.enrollmentId() != null ? "enrollment" : "group",
                holding.isLeased() ? null : asked.policy(),
                holding.isLeased() ? List.of() : asked.named(),
                holding.leaseId(),
                holding.pinned(),
                HubChoice.Outcome.candidates(known, chosen));
    }
}
