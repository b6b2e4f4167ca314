package io.slipway.claim;

import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

@ApplicationScoped
class ClaimPolicyStore {
    // language=SQL
    private static final String POLICIES =
            """
            select claim_policy.claim_policy_id as id
                 , claim_policy.scope_id as scope
                 , scope_address.id_scope
                 , claim_policy.name
                 , claim_policy.rights
                 , claim_policy.term_days
                 , claim_policy.notice_days
                 , claim_policy.most_devices
                 , claim_policy.automatic
                 , claim_policy.end_action
                 , hub_face.host_name as return_hub
                 , claim_policy.closed_at
                 , claim_policy.version
                 , counted.*
              from claim_policy
              left join hub_face on hub_face.hub_id = claim_policy.return_hub_id
              left join scope_address on scope_address.scope_id = claim_policy.scope_id
              cross join lateral (
                select count(*) filter (where state = 'open' and expires_at > now()) as open
                     , count(*) filter (where state = 'open' and expires_at <= now()) as expired
                     , count(*) filter (where state = 'pending') as pending
                     , count(*) filter (where state = 'used') as used
                  from claim_code
                 where claim_code.claim_policy_id = claim_policy.claim_policy_id) as counted
             where claim_policy.account_id = :account
            """;

    List<ClaimPolicy> all(AccountTx tx) {
        return policies(
                tx.query(POLICIES + " order by lower(claim_policy.name)").bind("account", tx.account()));
    }

    Optional<ClaimPolicy> find(AccountTx tx, ClaimPolicyId id) {
        return policies(tx.query(POLICIES + " and claim_policy.claim_policy_id = :id")
                        .bind("account", tx.account())
                        .bind("id", id))
                .stream()
                .findFirst();
    }

    ClaimPolicy get(AccountTx tx, ClaimPolicyId id) {
        return find(tx, id).orElseThrow(() -> Problem.notFound("claim policy"));
    }

    /** Kept from changing until the transaction ends. */
    ClaimPolicy locked(AccountTx tx, ClaimPolicyId id) {
        tx.query("select 1 from claim_policy where claim_policy_id = :id and account_id = :account for update")
                .bind("id", id)
                .bind("account", tx.account())
                .mapTo(Integer.class)
                .findOne();
        return get(tx, id);
    }

    /** By which policies claims wait for approval, and how many. */
    List<WaitingClaims> waiting(AccountTx tx) {
        // language=SQL
        return tx.query(
                        """
                        select claim_policy.claim_policy_id as policy
                             , claim_policy.name
                             , count(*) as claims
                          from claim_policy
                          join claim_code using (claim_policy_id)
                         where claim_policy.account_id = :account
                           and claim_code.state = 'pending'
                         group by claim_policy.claim_policy_id
                         order by lower(claim_policy.name)
                        """)
                .bind("account", tx.account())
                .mapTo(WaitingClaims.class)
                .list();
    }

    private static List<ClaimPolicy> policies(Query query) {
        return query.mapTo(ClaimPolicy.class).list();
    }

    ClaimPolicyId insert(AccountTx tx, ScopeId scope, ClaimPolicyDetails details, UUID returnHub) {
        ClaimPolicyId id = new ClaimPolicyId(UUID.randomUUID());
        // language=SQL
        tx.update(
                        """
                        insert into claim_policy (claim_policy_id, account_id, scope_id, name, rights, term_days
                                                , notice_days, most_devices, automatic, end_action, return_hub_id)
                        values (:id, :account, :scope, :name, :rights, :termDays
                              , :noticeDays, :mostDevices, :automatic, :endAction, :returnHub)
                        """)
                .bind("id", id)
                .bind("account", tx.account())
                .bind("scope", scope)
                .bindMap(terms(details, returnHub))
                .bindArray("rights", String.class, details.rights())
                .execute();
        return id;
    }

    void change(AccountTx tx, ClaimPolicyId id, ClaimPolicyDetails details, UUID returnHub, Instant now) {
        // language=SQL
        tx.update(
                        """
                        update claim_policy
                           set name = :name
                             , rights = :rights
                             , term_days = :termDays
                             , notice_days = :noticeDays
                             , most_devices = :mostDevices
                             , automatic = :automatic
                             , end_action = :endAction
                             , return_hub_id = :returnHub
                             , terms_since = case when (rights, term_days, notice_days, end_action, return_hub_id)
                                 is distinct from (cast(:rights as text[]), cast(:termDays as int), :noticeDays, :endAction
                                   , cast(:returnHub as uuid)) then :now else terms_since end
                             , version = version + 1
                         where claim_policy_id = :id
                        """)
                .bind("id", id)
                .bind("now", now)
                .bindMap(terms(details, returnHub))
                .bindArray("rights", String.class, details.rights())
                .execute();
    }

    private static Map<String, Object> terms(ClaimPolicyDetails details, UUID returnHub) {
        Map<String, Object> terms = new HashMap<>();
        terms.put("name", details.name());
        terms.put("termDays", details.termDays());
        terms.put("noticeDays", details.noticeDays());
        terms.put("mostDevices", details.mostDevices());
        terms.put("automatic", details.automatic());
        terms.put("endAction", details.endAction());
        terms.put("returnHub", returnHub);
        return terms;
    }

    /** @param closed null opens it again */
    void close(AccountTx tx, ClaimPolicyId id, Instant closed) {
        tx.update("update claim_policy set closed_at = :closed, version = version + 1 where claim_policy_id = :id")
                .bind("id", id)
                .bind("closed", closed)
                .execute();
    }
}
