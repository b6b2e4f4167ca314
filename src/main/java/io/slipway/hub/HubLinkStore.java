package io.slipway.hub;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountTx;
import io.slipway.db.Id;
import io.slipway.scope.ScopeId;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.result.ResultIterable;

@ApplicationScoped
class HubLinkStore {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<HubLink, UUID> {}

    /** All devices of the link: both companies know the number, whichever of them they see. */
    // language=SQL
    private static final String DEVICES =
            """
            (select coalesce(sum(hub_device_count.devices), 0)
               from hub_device_count
              where hub_device_count.hub_id = hub_link.hub_id
                and hub_device_count.scope_id = hub_link.scope_id)
            """;

    // language=SQL
    private static final String FACTS =
            """
            select hub_link.hub_link_id as id
                 , hub_face.name as hub
                 , hub_face.host_name
                 , hub_face.health
                 , hub_face.capacity
                 , hub_owner.name as hub_company
                 , hub_owner.slug as hub_account
                 , scope.id_scope
                 , scope.name as scope
                 , scope_owner.name as scope_company
                 , scope_owner.slug as scope_account
                 , hub_link.weight
                 , hub_link.apply_allocation_policy
                 , %s as devices
                 , hub_link.scope_ends_since
                 , hub_link.hub_ends_since
                 , hub_link.scope_abandoned_at
                 , hub_link.hub_abandoned_at
                 , hub_link.account_id = :account as of_our_scope
                 , hub_link.version
                 , hub_link.created_at
                 , hub_link.updated_at
              from hub_link
              join hub_face on hub_face.hub_id = hub_link.hub_id
              join scope on scope.scope_id = hub_link.scope_id
              join account as hub_owner on hub_owner.account_id = hub_link.hub_account_id
              join account as scope_owner on scope_owner.account_id = hub_link.account_id
            """
                    .formatted(DEVICES);

    private static final String ENDING =
            "hub_link.ending_since is not null and :id in (hub_link.account_id, hub_link.hub_account_id)";
    private static final String BY_DATE = " order by hub_link.created_at desc";

    private final Rows rows;

    HubLinkStore(Rows rows) {
        this.rows = rows;
    }

    List<HubLinkFacts> ofScope(AccountTx tx, ScopeId scope) {
        return facts(tx, " where hub_link.scope_id = :id order by hub_face.host_name", scope)
                .list();
    }

    List<HubLinkFacts> ofHub(AccountTx tx, HubId hub) {
        return facts(tx, " where hub_link.hub_id = :id order by scope_owner.name, scope.name", hub)
                .list();
    }

    /** Links of the acting account's scopes to hubs of others. */
    List<HubLinkFacts> ofOthersHubs(AccountTx tx) {
        return facts(tx, " where hub_link.account_id = :id and hub_link.hub_account_id <> :id" + BY_DATE, tx.account())
                .list();
    }

    /** Links of others' scopes to the acting account's hubs. */
    List<HubLinkFacts> ofOthersScopes(AccountTx tx) {
        return facts(tx, " where hub_link.hub_account_id = :id and hub_link.account_id <> :id" + BY_DATE, tx.account())
                .list();
    }

    /** Links of the acting account's scopes and hubs that are to end. */
    List<HubLinkFacts> ending(AccountTx tx) {
        return facts(tx, " where " + ENDING + BY_DATE, tx.account()).list();
    }

    /** Devices in the acting account's hands that no reassignment works on, up to the limit, by the ending link that waits for them. */
    Map<HubLinkId, Long> waiting(AccountTx tx, int limit) {
        // language=SQL
        return tx.query(
                        """
                        select hub_link.hub_link_id as id
                             , waiting.devices
                          from hub_link
                         cross join lateral (select count(*) as devices
                                               from (select
                                                       from device
                                                      where device.scope_id = hub_link.scope_id
                                                        and device.hub_id = hub_link.hub_id
                                                        and device.holder_id = :id
                                                        and %s
                                                      limit :limit) as counted) as waiting
                         where waiting.devices > 0
                           and %s
                        """
                                .formatted(EndingShare.NOTHING_MOVES_IT, ENDING))
                .bind("id", tx.account())
                .bind("limit", limit)
                .reduceRows(new HashMap<>(), (waiting, row) -> {
                    waiting.put(row.getColumn("id", HubLinkId.class), row.getColumn("devices", Long.class));
                    return waiting;
                });
    }

    /** It may have ended since it was found. */
    HubLinkFacts facts(AccountTx tx, HubLinkId id) {
        return facts(tx, " where hub_link.hub_link_id = :id", id)
                .findOne()
                .orElseThrow(() -> Problem.notFound("hub link"));
    }

    private static ResultIterable<HubLinkFacts> facts(AccountTx tx, String which, Id id) {
        return tx.query(FACTS + which)
                .bind("account", tx.account())
                .bind("id", id)
                .mapTo(HubLinkFacts.class);
    }

    HubLink inScope(AccountTx tx, ScopeId scope, HubLinkId id) {
        return rows.find(
                        "hubLinkId = ?1 and scopeId = ?2 and accountId = ?3",
                        id.value(),
                        scope.value(),
                        tx.account().value())
                .firstResultOptional()
                .orElseThrow(() -> Problem.notFound("hub link"));
    }

    HubLink ofHub(AccountTx tx, HubId hub, HubLinkId id) {
        return rows.find(
                        "hubLinkId = ?1 and hubId = ?2 and hubAccountId = ?3",
                        id.value(),
                        hub.value(),
                        tx.account().value())
                .firstResultOptional()
                .orElseThrow(() -> Problem.notFound("hub link"));
    }

    /** What depends on a link: all of its devices, and what the acting account may see of the rest, up to the limit. */
    HubLinkUse use(AccountTx tx, HubLink link, int limit) {
        // language=SQL
        return tx.query(
                        """
                        select %s as devices
                             , (select count(*)
                                  from lease
                                 where scope_id = hub_link.scope_id
                                   and state in ('proposed', 'active', 'ending')
                                   and hub_link.hub_id in (default_hub_id, return_hub_id)) as leases
                             , (select count(*)
                                  from (select
                                          from enrollment
                                         where scope_id = hub_link.scope_id
                                           and iot_hubs is not null
                                           and hub_face.host_name = any (iot_hubs)
                                         limit :limit) as e) as enrollments
                             , (select count(*)
                                  from enrollment_group
                                 where scope_id = hub_link.scope_id and hub_face.host_name = any (iot_hubs)) as groups
                             , owed.departures
                             , owed.unanswered
                          from hub_link
                          join hub_face using (hub_id)
                         cross join lateral (select count(*) as departures
                                                  , count(*) filter (where tries > 1) as unanswered
                                               from (select tries
                                                       from departure
                                                      where departure.scope_id = hub_link.scope_id
                                                        and departure.linked_hub_id = hub_link.hub_id
                                                      limit :limit) as d) as owed
                         where hub_link.hub_link_id = :link
                        """
                                .formatted(DEVICES))
                .bind("link", link.id())
                .bind("limit", limit)
                .mapTo(HubLinkUse.class)
                .one();
    }

    /** Devices on their way to a link's hub, as far as the acting account sees what moves them. */
    long coming(AccountTx tx, HubLink link) {
        // language=SQL
        return tx.query(
                        """
                        select count(*)
                          from reassignment_device
                         where scope_id = :scope
                           and to_hub_id = :hub
                           and in_flight
                        """)
                .bind("scope", link.scope())
                .bind("hub", link.hub())
                .mapTo(Long.class)
                .one();
    }

    void insert(AccountTx tx, HubLink link) {
        rows.persist(link);
    }

    void delete(AccountTx tx, HubLink link) {
        rows.delete(link);
    }
}
