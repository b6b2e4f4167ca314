package io.slipway.hub;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

@ApplicationScoped
class HubLinkStore {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<HubLink, UUID> {}

    // Left joins: the other account of a link may see neither the scope nor the hub.
    // language=SQL
    private static final String FACTS =
            """
            select hub_link.hub_link_id as id
                 , hub_face.name as hub
                 , hub_face.host_name
                 , hub_face.health
                 , scope.id_scope
                 , scope.name as scope
                 , hub_link.weight
                 , hub_link.apply_allocation_policy
                 , hub_link.version
                 , hub_link.created_at
                 , hub_link.updated_at
              from hub_link
              left join hub_face on hub_face.hub_id = hub_link.hub_id
              left join scope on scope.scope_id = hub_link.scope_id
            """;

    private final Rows rows;

    HubLinkStore(Rows rows) {
        this.rows = rows;
    }

    List<HubLinkFacts> ofScope(AccountTx tx, ScopeId scope) {
        return tx.query(FACTS + " where hub_link.scope_id = :scope order by hub_face.host_name")
                .bind("scope", scope)
                .registerRowMapper(ConstructorMapper.factory(HubLinkFacts.class))
                .mapTo(HubLinkFacts.class)
                .list();
    }

    List<HubLinkFacts> ofHub(AccountTx tx, HubId hub) {
        return tx.query(FACTS + " where hub_link.hub_id = :hub order by scope.name")
                .bind("hub", hub)
                .registerRowMapper(ConstructorMapper.factory(HubLinkFacts.class))
                .mapTo(HubLinkFacts.class)
                .list();
    }

    HubLinkFacts facts(AccountTx tx, HubLinkId id) {
        return tx.query(FACTS + " where hub_link.hub_link_id = :id")
                .bind("id", id)
                .registerRowMapper(ConstructorMapper.factory(HubLinkFacts.class))
                .mapTo(HubLinkFacts.class)
                .one();
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

    /** Devices of the link's scope on its hub, counted no further than the limit. */
    long devices(AccountTx tx, HubLink link, int limit) {
        // language=SQL
        return tx.query(
                        """
                        select count(*)
                          from (select from device where hub_id = :hub and scope_id = :scope limit :limit) as counted
                        """)
                .bind("hub", link.hub())
                .bind("scope", link.scope())
                .bind("limit", limit)
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
