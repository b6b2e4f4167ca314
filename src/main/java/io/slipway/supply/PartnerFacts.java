package io.slipway.supply;

import io.slipway.console.PartnerSection;
import java.util.List;

/**
 * What the Partners page shows.
 *
 * @param operates whether the account may give grants at all
 * @param supplies whether it may receive any
 * @param parts what other features know
 * @param denied why the caller may not give or withdraw grants, null when it may
 */
public record PartnerFacts(
        boolean operates,
        boolean supplies,
        String denied,
        List<Supply> given,
        List<Supply> received,
        List<PartnerSection.Part> parts) {}
