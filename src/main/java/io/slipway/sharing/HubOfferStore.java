package io.slipway.sharing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountTx;
import io.slipway.db.Id;
import io.slipway.hub.HubId;
import io.slipway.security.OneTimeCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatements;

@ApplicationScoped
class HubOfferStore {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<HubOffer, UUID> {}

    // Left joins: an operator sees the hub while it is offered or linked, its company the scope while it is linked.
    // language=SQL
    private static final String SELECT =
            """
            select hub_offer.hub_offer_id as id
                 , hub_face.name as hub
                 , hub_face.host_name
                 , hub_face.health
                 , hub_face.capacity
                 , owner.slug as account
                 , owner.name as company
                 , operator.slug as operator
                 , operator.name as operator_company
                 , scope.id_scope
                 , scope.name as scope
                 , hub_offer.code_hint
                 , hub_offer.note
                 , case when hub_offer.state = 'offered' and hub_offer.expires_at <= :now then 'expired'
                        else hub_offer.state end as state
                 , hub_offer.version
                 , hub_offer.created_at
                 , hub_offer.expires_at
                 , hub_offer.answered_at
              from hub_offer
              join account as owner on owner.account_id = hub_offer.account_id
              left join account as operator on operator.account_id = hub_offer.operator_id
              left join hub_face on hub_face.hub_id = hub_offer.hub_id
              left join scope on scope.scope_id = hub_offer.scope_id
            """;
    private static final String OPEN_FIRST =
            " order by (hub_offer.state = 'offered' and hub_offer.expires_at > :now) desc, hub_offer.created_at desc";

    private final Rows rows;

    HubOfferStore(Rows rows) {
        this.rows = rows;
    }

    List<HubOfferFacts> ofHub(AccountTx tx, HubId hub, Instant now) {
        return list(tx, " where hub_offer.hub_id = :id" + OPEN_FIRST, hub, now);
    }

    /** Made by the acting account, of every hub. */
    List<HubOfferFacts> given(AccountTx tx, Instant now) {
        return list(tx, " where hub_offer.account_id = :id" + OPEN_FIRST, tx.account(), now);
    }

    /** What the acting operator may answer now. */
    List<HubOfferFacts> open(AccountTx tx, Instant now) {
        String open =
                " where hub_offer.operator_id = :id and hub_offer.state = 'offered' and hub_offer.expires_at > :now";
        return list(tx, open + " order by hub_offer.expires_at", tx.account(), now);
    }

    /** What the acting operator did not answer in time, since then. */
    List<HubOfferFacts> missed(AccountTx tx, Instant since, Instant now) {
        String missed = " where hub_offer.operator_id = :id and hub_offer.state in ('offered', 'expired')"
                + " and hub_offer.expires_at <= :now and hub_offer.expires_at > :since";
        return list(tx, missed + " order by hub_offer.expires_at desc", tx.account(), now, since);
    }

    long countOpen(AccountTx tx, Instant now) {
        // language=SQL
        return tx.query(
                        """
                        select count(*)
                          from hub_offer
                         where operator_id = :account
                           and state = 'offered'
                           and expires_at > :now
                        """)
                .bind("account", tx.account())
                .bind("now", now)
                .mapTo(Long.class)
                .one();
    }

    HubOfferFacts facts(AccountTx tx, HubOfferId id, Instant now) {
        return list(tx, " where hub_offer.hub_offer_id = :id", id, now).get(0);
    }

    Optional<HubOffer> given(AccountTx tx, HubId hub, HubOfferId id) {
        return given(tx, id).filter(offer -> offer.hub().equals(hub));
    }

    Optional<HubOffer> received(AccountTx tx, HubOfferId id) {
        return rows.findByIdOptional(id.value()).filter(offer -> tx.account().equals(offer.operator()));
    }

    /** The row that only who brings the code may see. */
    Optional<HubOffer> presented(AccountTx tx, OneTimeCode code) {
        tx.query("select set_config('slipway.presented_code', :hash, true)")
                .bind("hash", code.hexHash())
                .mapTo(String.class)
                .one();
        return rows.find("codeHash = ?1", (Object) code.hash())
                .firstResultOptional()
                .filter(offer -> !offer.account().equals(tx.account()));
    }

    Optional<HubOffer> given(AccountTx tx, HubOfferId id) {
        return rows.findByIdOptional(id.value()).filter(offer -> offer.account().equals(tx.account()));
    }

    void insert(AccountTx tx, HubOffer offer) {
        rows.persistAndFlush(offer);
    }

    private static List<HubOfferFacts> list(AccountTx tx, String which, Id id, Instant now) {
        return list(tx, which, id, now, now);
    }

    private static List<HubOfferFacts> list(AccountTx tx, String which, Id id, Instant now, Instant since) {
        return tx.query(SELECT + which)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("id", id)
                .bind("now", now)
                .bind("since", since)
                .mapTo(HubOfferFacts.class)
                .list();
    }
}
