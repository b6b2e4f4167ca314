package io.slipway.audit;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTransactions;
import io.slipway.db.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Walks every account's chain from its beginning once a night, and one account's when a person asks. */
@ApplicationScoped
class EventVerificationJob {
    private static final int BATCH = 5_000;
    private final AccountTransactions transactions;
    private final EventChainStore store;
    private final EventSealJob sealing;
    private final Clock clock;

    EventVerificationJob(AccountTransactions transactions, EventChainStore store, EventSealJob sealing, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.sealing = sealing;
        this.clock = clock;
    }

    @Scheduled(identity = "verify event chains", cron = "0 17 3 * * ?", concurrentExecution = ConcurrentExecution.SKIP)
    void verifyAll() {
        transactions.accounts().forEach(this::verifyAlone);
    }

    /** What goes wrong with one trail keeps none of the others from being verified. */
    private void verifyAlone(AccountId account) {
        try {
            verify(account)
                    .filter(ChainState::isBroken)
                    .ifPresent(state -> Log.errorf(
                            "The audit trail of account %s is broken at event %d: it was altered or removed behind"
                                    + " Slipway's back. docs/audit.md says how to compare with an export.",
                            account, state.brokenAt()));
        } catch (RuntimeException e) {
            Log.errorf(
                    e,
                    "The audit trail of account %s could not be verified; it is tried again tomorrow night",
                    account);
        }
    }

    /** Empty while the account has no events. One transaction per batch, so that a long trail holds none open for long. */
    Optional<ChainState> verify(AccountId account) {
        sealing.seal(account);
        Actor actor = Actor.system(account);
        Optional<ChainState> head = transactions.in(actor, store::state);
        return head.map(state -> {
            ChainState verified = walk(actor, state);
            transactions.in(actor, tx -> {
                store.verified(tx, verified);
                return null;
            });
            return verified;
        });
    }

    private ChainState walk(Actor actor, ChainState head) {
        EventChain chain = EventChain.start(actor.account());
        Instant since = null;
        Long brokenAt = null;
        while (brokenAt == null && chain.sequence() < head.sequence()) {
            List<Event> events = transactions.in(actor, tx -> store.sealedAfter(tx, chain.sequence(), BATCH));
            since = since == null && !events.isEmpty() ? events.get(0).happenedAt() : since;
            brokenAt = firstBroken(chain, events, head);
        }
        return new ChainState(
                head.sequence(),
                head.hash(),
                since,
                brokenAt == null ? chain.sequence() : brokenAt - 1,
                clock.instant(),
                brokenAt);
    }

    private static Long firstBroken(EventChain chain, List<Event> events, ChainState head) {
        if (events.isEmpty()) {
            return chain.sequence() + 1;
        }
        for (Event event : events) {
            boolean isLast = event.sequence() == head.sequence();
            if (!chain.verify(event)
                    || isLast && !EventChainStore.hex(chain.hash()).equals(head.hash())) {
                return chain.sequence();
            } else if (isLast) {
                return null;
            }
        }
        return null;
    }
}
