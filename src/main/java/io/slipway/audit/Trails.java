package io.slipway.audit;

import static io.slipway.account.Permission.VIEW_EVENTS;

import io.slipway.account.Account;
import io.slipway.account.AccountSlug;
import io.slipway.account.Accounts;
import io.slipway.account.Acting;
import io.slipway.db.AccountId;
import io.slipway.db.Keyset;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reading, verifying and exporting an account's audit trail. */
@ApplicationScoped
public class Trails {
    private final Acting acting;
    private final Accounts accounts;
    private final EventStore store;
    private final EventChainStore chains;
    private final EventSealJob sealing;
    private final EventVerificationJob verification;
    private final Clock clock;

    Trails(
            Acting acting,
            Accounts accounts,
            EventStore store,
            EventChainStore chains,
            EventSealJob sealing,
            EventVerificationJob verification,
            Clock clock) {
        this.acting = acting;
        this.accounts = accounts;
        this.store = store;
        this.chains = chains;
        this.sealing = sealing;
        this.verification = verification;
        this.clock = clock;
    }

    /** Newest first. */
    Keyset<Event> find(AccountSlug account, EventFilter filter, EventCursor before, int limit) {
        filter.check();
        return acting.in(account, VIEW_EVENTS, tx -> page(store.find(tx, filter, before, limit + 1), limit));
    }

    /** Everything a page about the trail shows, read at once. */
    TrailPage page(AccountSlug account, EventFilter filter, EventCursor before, int limit) {
        filter.check();
        return acting.in(
                account,
                VIEW_EVENTS,
                tx -> new TrailPage(
                        page(store.find(tx, filter, before, limit + 1), limit),
                        chains.state(tx),
                        store.actions(tx),
                        accounts.visible(tx)));
    }

    /** Empty while nothing is sealed yet. */
    public Optional<ChainState> state(AccountSlug account) {
        return acting.in(account, VIEW_EVENTS, chains::state);
    }

    Optional<ChainState> verify(AccountSlug account) {
        return verification.verify(acting.require(account, VIEW_EVENTS).id());
    }

    /** Of a time, or of all of it; what is not sealed yet is sealed first. */
    EventExport export(AccountSlug account, EventFilter time) {
        time.check();
        AccountId id = acting.require(account, VIEW_EVENTS).id();
        sealing.seal(id);
        return acting.in(account, VIEW_EVENTS, tx -> {
            long head = chains.state(tx).map(ChainState::sequence).orElse(0L);
            Part part = time.equals(EventFilter.ALL)
                    ? new Part(1, head)
                    : chains.between(tx, time.begin(), time.end()).orElse(new Part(1, 0));
            EventChain before = part.first() == 1 ? EventChain.start(id) : chains.at(tx, part.first() - 1);
            EventExport.Reader reader =
                    (after, limit) -> acting.in(account, VIEW_EVENTS, next -> chains.sealedAfter(next, after, limit));
            return new EventExport(id, account, time, part, before, reader, clock.instant());
        });
    }

    private static Keyset<Event> page(List<Event> read, int limit) {
        return Keyset.of(read, limit, event -> EventCursor.of(event).toString());
    }

    /** The partners are those that row security lets the account see. */
    record TrailPage(
            Keyset<Event> events, Optional<ChainState> chain, List<String> actions, Map<AccountId, Account> partners) {}

    /** A gapless part of the chain, both ends included; empty when the last is before the first. */
    record Part(long first, long last) {}
}
