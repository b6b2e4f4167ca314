package io.slipway.hub;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** For the device plane: links that are to end. */
@ApplicationScoped
class EndingLinkStore {
    /** A hub that was given up is asked so often all the same; a reassignment waits for it as long. */
    private static final int TRIES = 4;

    /**
     * A link that has just ended.
     *
     * @param identitiesLeft how many identities its hub has not forgotten
     */
    public record EndedLink(HubLinkId id, AccountId hubAccount, ScopeId scope, String name, long identitiesLeft) {}

    /**
     * Ends a link that shall end if nothing is on its hub, on its way to it or about to be removed from it. Of a hub that was
     * given up, what it did not forget is removed with the link, once nobody asks it and no reassignment waits for that any more.
     */
    Optional<EndedLink> endIfEmpty(AccountTx tx, HubLinkId id, Instant now) {
        forgetTargets(tx, id);
        // language=SQL
        return tx.query(
                        """
                        with ended as (
                          delete from hub_link
                           using hub, scope
                           where hub_link.hub_link_id = :id
                             and hub_link.ending_since is not null
                             and hub.hub_id = hub_link.hub_id
                             and scope.scope_id = hub_link.scope_id
                             and not exists (select
                                               from device
                                              where device.scope_id = hub_link.scope_id
                                                and device.hub_id = hub_link.hub_id)
                             and not exists (select
                                               from reassignment_device as part
                                              where part.scope_id = hub_link.scope_id
                                                and part.to_hub_id = hub_link.hub_id
                                                and part.in_flight)
                             and not exists (select
                                               from reassignment_target as target
                                              where target.scope_id = hub_link.scope_id
                                                and target.hub_id = hub_link.hub_id)
                             and not exists (select
                                               from departure
                                              where departure.scope_id = hub_link.scope_id
                                                and departure.linked_hub_id = hub_link.hub_id
                                                and (hub_link.abandoned_at is null
                                                  or departure.tries < :tries
                                                  or departure.claimed_until > :now))
                             and not exists (select
                                               from reassignment_device as part
                                               join departure using (scope_id, registration_key)
                                              where part.scope_id = hub_link.scope_id
                                                and part.from_hub_id = hub_link.hub_id
                                                and departure.hub_id = hub_link.hub_id
                                                and part.in_flight)
                          returning hub_link.hub_link_id
                                  , hub_link.hub_account_id
                                  , hub_link.scope_id
                                  , hub_link.hub_id
                                  , scope.name || ' – ' || hub.host_name as name
                        )
                        , left_behind as (
                          delete from departure
                           using ended
                           where departure.scope_id = ended.scope_id
                             and departure.linked_hub_id = ended.hub_id
                          returning departure.registration_key
                        )
                        select hub_link_id as id
                             , hub_account_id as hub_account
                             , scope_id as scope
                             , name
                             , (select count(*) from left_behind) as identities_left
                          from ended
                        """)
                .bind("id", id)
                .bind("tries", TRIES)
                .bind("now", now)
                .mapTo(EndedLink.class)
                .findOne();
    }

    /** Of reassignments that go on, but not to that hub any more. */
    private static void forgetTargets(AccountTx tx, HubLinkId id) {
        // language=SQL
        tx.update(
                        """
                        delete from reassignment_target as target
                         using hub_link
                         where hub_link.hub_link_id = :id
                           and target.scope_id = hub_link.scope_id
                           and target.hub_id = hub_link.hub_id
                           and not exists (select
                                             from reassignment_device as part
                                            where part.reassignment_id = target.reassignment_id
                                              and part.to_hub_id = target.hub_id
                                              and part.in_flight)
                        """)
                .bind("id", id)
                .execute();
    }

    /** Whether the link shall still end. */
    boolean isEnding(AccountTx tx, HubLinkId id) {
        return tx.query("select exists (select from hub_link where hub_link_id = :id and ending_since is not null)")
                .bind("id", id)
                .mapTo(Boolean.class)
                .one();
    }
}
