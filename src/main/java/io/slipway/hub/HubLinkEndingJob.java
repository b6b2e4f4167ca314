package io.slipway.hub;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.job.Work;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Ends the hub links that are to end once their last device is gone. */
@ApplicationScoped
class HubLinkEndingJob {
    private static final int LINKS = 100;
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private final DeviceTransactions transactions;
    private final Work work;
    private final EndingLinkStore store;
    private final Events events;
    private final Clock clock;

    HubLinkEndingJob(DeviceTransactions transactions, Work work, EndingLinkStore store, Events events, Clock clock) {
        this.transactions = transactions;
        this.work = work;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    @Scheduled(identity = "end empty hub links", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void endAll() {
        for (Work.Item item : work.due(HubLinkEndings.WORK, LINKS)) {
            try {
                transactions.in(Actor.system(item.accountId()), tx -> {
                    end(tx, item);
                    return null;
                });
            } catch (RuntimeException e) {
                // A device may have come by a registration that began before; the database keeps the link for it.
                Log.warnf(e, "Could not end hub link %s; it is tried again", item.subjectId());
            }
        }
    }

    private void end(AccountTx tx, Work.Item item) {
        HubLinkId id = new HubLinkId(item.subjectId());
        Optional<EndingLinkStore.EndedLink> ended = store.endIfEmpty(tx, id, clock.instant());
        ended.ifPresent(link -> events.recordForBoth(
                tx,
                link.hubAccount(),
                Act.of("hubLink.deleted", link.id(), link.name())
                        .in(link.scope())
                        .changing(null, left(link))));
        if (!work.doneUnless(tx, item, () -> store.isEnding(tx, id))) {
            work.postpone(tx, item, clock.instant().plus(AGAIN));
        }
    }

    private static Map<String, Long> left(EndingLinkStore.EndedLink link) {
        return link.identitiesLeft() == 0 ? null : Map.of("identitiesLeft", link.identitiesLeft());
    }
}
