package io.slipway.reassignment;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the page of a reassignment shows.
 *
 * @param hubs where its devices come from
 * @param recent whether it ended so lately that it can be undone, and that its devices are awaited
 * @param mayApprove whether it needs a second person, and the reader can be that
 */
public record Overview(
        Reassignment reassignment,
        String askedBy,
        boolean mine,
        Map<String, Integer> counts,
        List<Breakdown> hubs,
        List<Breakdown> reasons,
        UUID undoneBy,
        List<UUID> takeBacks,
        boolean recent,
        boolean mayApprove) {}
