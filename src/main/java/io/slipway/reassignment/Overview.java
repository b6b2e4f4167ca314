package io.slipway.reassignment;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the page of a reassignment shows. */
public record Overview(
        Reassignment reassignment,
        String askedBy,
        boolean mine,
        Map<String, Integer> counts,
        List<Breakdown> hubs,
        List<Breakdown> reasons,
        UUID undoneBy,
        boolean needsApproval) {}
