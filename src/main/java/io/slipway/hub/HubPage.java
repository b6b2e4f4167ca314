package io.slipway.hub;

import io.slipway.audit.Event;
import java.util.List;

/**
 * One hub with what surrounds it.
 *
 * @param connector the connector's form, null if it is not installed any more
 * @param denied why the hub may not be changed, null when it may
 */
record HubPage(
        HubAddress address,
        Hub hub,
        ConnectorForm connector,
        HubUse use,
        List<HubLinkFacts> links,
        List<Event> events,
        boolean canList,
        String denied) {
    public String connectorLabel() {
        return connector == null ? hub.connector() + " (not installed)" : connector.label();
    }

    /** What still depends on the hub, empty if it can be deleted. */
    public String inUse() {
        return use.sentence();
    }

    public Long identities() {
        return use.identities().isPresent() ? use.identities().getAsLong() : null;
    }

    /** Whether the hub holds identities beside those of the devices assigned to it. */
    public boolean holdsMore() {
        return use.identities().orElse(0) > use.devices();
    }
}
