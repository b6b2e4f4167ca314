package io.slipway.spi;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What a {@link HubConnector} may implement besides, if its hub can be searched; the hub's page then lists the identities.
 *
 * @since 0.1
 */
public interface HubDirectory {
    /** How many identities the hub holds, counted no further than {@code limit}. */
    CompletionStage<Long> count(HubTarget hub, int limit);

    /**
     * Lists identities in the order of their device IDs, compared byte by byte.
     *
     * @param prefix what the device ID begins with, empty for all
     * @param after the last device ID of the page before, empty for the first page
     * @param limit at most 1,000
     */
    CompletionStage<List<HubEntry>> list(HubTarget hub, String prefix, String after, int limit);
}
