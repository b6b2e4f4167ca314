package io.slipway.hub;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.spi.HubHealth;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Keeps what connection tests find; a change of health is an event, a test that finds the same is not. */
@ApplicationScoped
class HubChecks {
    /** A hub's health as events show it. */
    record Health(String health, String detail) {}

    private final HubStore store;
    private final Events events;
    private final Clock clock;

    HubChecks(HubStore store, Events events, Clock clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    void keep(AccountTx tx, HubId hub, HubHealth found) {
        Health now = new Health(found.healthy() ? "healthy" : "unhealthy", found.detail());
        store.keepHealth(tx, hub, now, clock.instant())
                .filter(before -> !before.health().equals(now.health()))
                .ifPresent(before -> events.record(
                        tx,
                        Act.of("hub.healthChanged", hub, before.name())
                                .changing(new Health(before.health(), before.detail()), now)));
    }
}
