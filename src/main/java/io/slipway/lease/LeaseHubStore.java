package io.slipway.lease;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import io.slipway.web.Choice;
import io.slipway.web.Numbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The hubs that leased devices may be on, and those that they come back to. */
@ApplicationScoped
class LeaseHubStore {
    /**
     * A hub that a company may have its devices on; room is for how many more, below none where it has too many, null
     * where there is no limit.
     */
    public record UsableHub(UUID hubId, String name, String hostName, Long room) {
        Choice choice() {
            String more = room == null ? "" : ", room for " + Numbers.counted(Math.max(room, 0), "more device");
            return Choice.of(hostName, name + " – " + hostName + more);
        }
    }

    // language=SQL
    private static final String HUB =
            """
            select hub_face.hub_id
                 , hub_face.name
                 , hub_face.host_name
                 , hub_face.capacity - (select coalesce(sum(devices), 0)
                                         from hub_device_count
                                        where hub_device_count.hub_id = hub_face.hub_id
                                          and hub_device_count.scope_id is null) as room
              from hub_face
            """;

    /** Whether a hub of the lessor's own or lent to it takes devices of the scope at the end: the named one, or else any. */
    // language=SQL
    static final String WAY_BACK =
            """
            exists (select
                      from hub_link
                      join hub_face on hub_face.hub_id = hub_link.hub_id
                     where hub_link.scope_id = %1$s
                       and hub_link.ending_since is null
                       and (hub_link.apply_allocation_policy or hub_link.hub_id = %3$s)
                       and (hub_face.account_id = %2$s
                         or exists (select
                                      from hub_loan
                                     where hub_loan.hub_id = hub_link.hub_id
                                       and hub_loan.borrower_id = %2$s
                                       and hub_loan.ended_at is null
                                       and hub_loan.ending_since is null)))
            """;

    /** Where that company may have devices of the scope. */
    List<UsableHub> usable(AccountTx tx, ScopeId scope, AccountId holder) {
        // language=SQL
        return tx.query(
                        HUB
                                + """
                         where hub_face.account_id = :holder
                               and exists (select from hub_link
                                            where hub_link.scope_id = :scope
                                              and hub_link.hub_id = hub_face.hub_id
                                              and hub_link.ending_since is null)
                            or exists (select from hub_loan
                                        where hub_loan.hub_id = hub_face.hub_id
                                          and hub_loan.borrower_id = :holder
                                          and hub_loan.ended_at is null
                                          and hub_loan.ending_since is null)
                         order by hub_face.name
                        """)
                .bind("scope", scope)
                .bind("holder", holder)
                .mapTo(UsableHub.class)
                .list();
    }

    /** Whether the acting account has a hub that takes devices of the scope back; that one, or any if none is named. */
    boolean hasWayBack(AccountTx tx, ScopeId scope, UUID hub) {
        return tx.query("select " + WAY_BACK.formatted(":scope", ":account", "cast(:hub as uuid)"))
                .bind("scope", scope)
                .bind("account", tx.account())
                .bind("hub", hub)
                .mapTo(Boolean.class)
                .one();
    }

    /** The account's own hubs and those lent to it, whatever they are linked to. */
    List<UsableHub> ofAccount(AccountTx tx) {
        // language=SQL
        return tx.query(
                        HUB
                                + """
                         where hub_face.account_id = :account
                            or exists (select
                                         from hub_loan
                                        where hub_loan.hub_id = hub_face.hub_id
                                          and hub_loan.borrower_id = :account
                                          and hub_loan.ended_at is null)
                         order by hub_face.name
                        """)
                .bind("account", tx.account())
                .mapTo(UsableHub.class)
                .list();
    }
}
