package io.slipway.audit;

import io.slipway.db.AccountTx;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;

@ApplicationScoped
class EventChainStore {
    private static final String OF_ACCOUNT = EventStore.SELECT + " where event.account_id = :account";
    private final Clock clock;

    EventChainStore(Clock clock) {
        this.clock = clock;
    }

    boolean hasUnsealed(AccountTx tx) {
        return tx.query("select exists (select from event where account_id = :account and sequence is null)")
                .bind("account", tx.account())
                .mapTo(Boolean.class)
                .one();
    }

    /** Waits for another replica that is sealing the same trail: two at once would fork the chain. */
    EventChain lock(AccountTx tx) {
        EventChain start = EventChain.start(tx.account());
        // language=SQL
        tx.update(
                        """
                        insert into event_chain (account_id, sequence, hash, sealed_at) values (:account, 0, :hash, :now)
                        on conflict do nothing
                        """)
                .bind("account", tx.account())
                .bind("hash", start.hash())
                .bind("now", clock.instant())
                .execute();
        return tx.query("select sequence, hash from event_chain where account_id = :account for update")
                .bind("account", tx.account())
                .map((row, context) -> EventChain.after(row.getLong("sequence"), row.getBytes("hash")))
                .one();
    }

    List<Event> unsealed(AccountTx tx, int limit) {
        return read(tx.query(OF_ACCOUNT + " and sequence is null order by sequence, event_id limit :limit")
                .bind("account", tx.account())
                .bind("limit", limit));
    }

    /** In the order of the chain. */
    List<Event> sealedAfter(AccountTx tx, long sequence, int limit) {
        return read(tx.query(OF_ACCOUNT + " and sequence > :sequence order by sequence limit :limit")
                .bind("account", tx.account())
                .bind("sequence", sequence)
                .bind("limit", limit));
    }

    /** Seals the events in the order given, from where the chain has got to. */
    void seal(AccountTx tx, EventChain chain, List<Event> events) {
        List<Long> sequences = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        for (Event event : events) {
            chain.append(event);
            sequences.add(chain.sequence());
            hashes.add(hex(chain.hash()));
        }
        // language=SQL
        tx.update(
                        """
                        update event
                           set sequence = sealed.sequence
                             , hash = decode(sealed.hash, 'hex')
                          from unnest(cast(:happenedAt as timestamptz[]), cast(:ids as bigint[]), cast(:sequences as bigint[])
                             , cast(:hashes as text[])) as sealed (happened_at, event_id, sequence, hash)
                         where event.account_id = :account
                           and event.happened_at = sealed.happened_at
                           and event.event_id = sealed.event_id
                        """)
                .bind("account", tx.account())
                .bindArray(
                        "happenedAt",
                        String.class,
                        events.stream()
                                .map(event -> event.happenedAt().toString())
                                .toList())
                .bindArray("ids", Long.class, events.stream().map(Event::id).toList())
                .bindArray("sequences", Long.class, sequences)
                .bindArray("hashes", String.class, hashes)
                .execute();
        advance(tx, chain);
    }

    Optional<ChainState> state(AccountTx tx) {
        // language=SQL
        return tx.query(
                        """
                        select sequence
                             , encode(hash, 'hex') as hash
                             , verified_since as intact_since
                             , verified_sequence
                             , verified_at
                             , broken_at
                          from event_chain
                         where account_id = :account
                           and sequence > 0
                        """)
                .bind("account", tx.account())
                .mapTo(ChainState.class)
                .findOne();
    }

    /** The part of the chain that holds every event of the time; a few of its neighbours may stand between them. */
    Optional<Trails.Part> between(AccountTx tx, Instant begin, Instant end) {
        // language=SQL
        return tx.query(
                        """
                        select min(sequence) as first
                             , max(sequence) as last
                          from event
                         where account_id = :account
                           and happened_at >= coalesce(cast(:begin as timestamptz), '-infinity')
                           and happened_at < coalesce(cast(:end as timestamptz), 'infinity')
                           and sequence is not null
                        having count(*) > 0
                        """)
                .bind("account", tx.account())
                .bind("begin", begin)
                .bind("end", end)
                .map((row, context) -> new Trails.Part(row.getLong("first"), row.getLong("last")))
                .findOne();
    }

    EventChain at(AccountTx tx, long sequence) {
        return tx.query("select hash from event where account_id = :account and sequence = :sequence")
                .bind("account", tx.account())
                .bind("sequence", sequence)
                .map((row, context) -> EventChain.after(sequence, row.getBytes("hash")))
                .findOne()
                .orElseThrow(() -> new Problem(
                        ProblemType.CONFLICT,
                        "Event %d, before the first one wanted, is missing. Export from an earlier time.",
                        sequence));
    }

    void verified(AccountTx tx, ChainState state) {
        // language=SQL
        tx.update(
                        """
                        update event_chain
                           set verified_sequence = :sequence
                             , verified_since = :since
                             , verified_at = :now
                             , broken_at = :brokenAt
                         where account_id = :account
                        """)
                .bind("account", tx.account())
                .bind("sequence", state.verifiedSequence())
                .bind("since", state.intactSince())
                .bind("now", state.verifiedAt())
                .bind("brokenAt", state.brokenAt())
                .execute();
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private void advance(AccountTx tx, EventChain chain) {
        // language=SQL
        tx.update(
                        """
                        update event_chain
                           set sequence = :sequence
                             , hash = :hash
                             , sealed_at = :now
                         where account_id = :account
                        """)
                .bind("account", tx.account())
                .bind("sequence", chain.sequence())
                .bind("hash", chain.hash())
                .bind("now", clock.instant())
                .execute();
    }

    private static List<Event> read(Query query) {
        return query.mapTo(Event.class).list();
    }
}
