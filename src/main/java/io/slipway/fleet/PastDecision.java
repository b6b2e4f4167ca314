package io.slipway.fleet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What decided when a registration assigned a device last, as its attempt recorded it.
 *
 * @param hub host name
 * @param policy null for a device that was leased then
 */
public record PastDecision(
        Instant at,
        String hub,
        String source,
        String policy,
        List<String> named,
        UUID leaseId,
        boolean pinned,
        List<Candidate> hubs) {
    /** A hub as it was then. */
    public record Candidate(
            String hub,
            int weight,
            String health,
            String standing,
            String reason,
            double score,
            boolean chosen,
            boolean current) {}
}
