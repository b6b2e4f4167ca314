package io.slipway.claim;

import io.slipway.db.AccountTx;
import io.slipway.lease.ClaimedDevice;
import io.slipway.scope.ScopeId;
import io.slipway.security.OneTimeCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

@ApplicationScoped
class ClaimStore {
    /** What a code opens, for whoever brings it. */
    public record Opened(UUID claimCodeId, boolean automatic, Integer mostDevices, boolean closed) {}

    // language=SQL
    private static final String DEVICE =
            """
            select claim_policy.claim_policy_id as policy
                 , claim_policy.name as policy_name
                 , claim_policy.account_id as operator
                 , claim_policy.scope_id as scope
                 , claim_code.registration_id
                 , claim_code.registration_key
                 , claim_policy.rights
                 , claim_policy.term_days
                 , claim_policy.notice_days
                 , claim_policy.end_action
                 , claim_policy.return_hub_id as return_hub
                 , claim_policy.terms_since
              from claim_code
              join claim_policy using (claim_policy_id)
             where claim_code.claim_code_id = :id
            """;

    /** Those of the devices that the account holds, as their registration IDs are written. */
    List<String> held(AccountTx tx, ScopeId scope, List<String> keys) {
        return tx.query("select registration_id from device where scope_id = :scope and holder_id = :account"
                        + " and registration_key = any(:keys) order by registration_key")
                .bind("scope", scope)
                .bind("account", tx.account())
                .bindArray("keys", String.class, keys)
                .mapTo(String.class)
                .list();
    }

    /** A device has one open code; the one before is worth nothing from now on. */
    void replace(AccountTx tx, ScopeId scope, List<String> keys) {
        tx.update("update claim_code set state = 'replaced' where scope_id = :scope and state = 'open'"
                        + " and registration_key = any(:keys)")
                .bind("scope", scope)
                .bindArray("keys", String.class, keys)
                .execute();
    }

    void insert(AccountTx tx, ClaimPolicy policy, List<String> ids, List<OneTimeCode> codes, Instant expires) {
        // language=SQL
        PreparedBatch batch = tx.batch(
                """
                insert into claim_code (claim_code_id, claim_policy_id, account_id, scope_id, registration_key
                                      , registration_id, code_hash, code_hint, expires_at)
                values (gen_random_uuid(), :policy, :account, :scope, lower(:id), :id, :hash, :hint, :expires)
                """);
        for (int i = 0; i < ids.size(); i++) {
            batch.bind("policy", policy.id())
                    .bind("account", tx.account())
                    .bind("scope", policy.scope())
                    .bind("id", ids.get(i))
                    .bind("hash", codes.get(i).hash())
                    .bind("hint", codes.get(i).hint())
                    .bind("expires", expires)
                    .add();
        }
        batch.execute();
    }

    /** Used codes, those that wait for approval first. */
    List<Claim> claims(AccountTx tx, ClaimPolicyId policy, int limit) {
        // language=SQL
        return tx.query(
                        """
                        select claim_code.claim_code_id as id
                             , claim_code.registration_id
                             , claim_code.registration_key
                             , claim_code.state
                             , claim_code.claimant_id
                             , claimant.slug as claimant
                             , claimant.name as claimant_name
                             , claim_code.claimed_at
                             , claim_code.decided_at
                          from claim_code
                          left join account as claimant on claimant.account_id = claim_code.claimant_id
                         where claim_code.claim_policy_id = :policy
                           and claim_code.account_id = :account
                           and claim_code.claimant_id is not null
                         order by claim_code.state = 'pending' desc, claim_code.claimed_at desc
                         limit :limit
                        """)
                .bind("policy", policy)
                .bind("account", tx.account())
                .bind("limit", limit)
                .registerRowMapper(ConstructorMapper.factory(Claim.class))
                .mapTo(Claim.class)
                .list();
    }

    /** Counts this try; how many the company made this minute. */
    int countTry(AccountTx tx, Instant now) {
        // language=SQL
        return tx.query(
                        """
                        insert into claim_try as counted (account_id, minute, tries)
                        values (:account, :minute, 1)
                        on conflict (account_id, minute) do update
                          set tries = counted.tries + 1
                        returning tries
                        """)
                .bind("account", tx.account())
                .bind("minute", now.truncatedTo(ChronoUnit.MINUTES))
                .mapTo(Integer.class)
                .one();
    }

    /** Lets this transaction see what the code opens; empty if that is nothing, or nothing any more. */
    Optional<Opened> open(AccountTx tx, OneTimeCode code, Instant now) {
        tx.query("select set_config('slipway.presented_code', :hash, true)")
                .bind("hash", code.hexHash())
                .mapTo(String.class)
                .one();
        // language=SQL
        return tx.query(
                        """
                        select claim_code.claim_code_id
                             , claim_policy.automatic
                             , claim_policy.most_devices
                             , claim_policy.closed_at is not null as closed
                          from claim_code
                          join claim_policy using (claim_policy_id)
                         where claim_code.code_hash = :hash
                           and claim_code.account_id <> :account
                           and claim_code.state = 'open'
                           and claim_code.expires_at > :now
                        """)
                .bind("hash", code.hash())
                .bind("account", tx.account())
                .bind("now", now)
                .registerRowMapper(ConstructorMapper.factory(Opened.class))
                .mapTo(Opened.class)
                .findOne();
    }

    ClaimedDevice device(AccountTx tx, UUID code) {
        return tx.query(DEVICE)
                .bind("id", code)
                .registerRowMapper(ConstructorMapper.factory(ClaimedDevice.class))
                .mapTo(ClaimedDevice.class)
                .one();
    }

    /** Whether it was still to be used. */
    boolean use(AccountTx tx, UUID code, String state, Instant now) {
        // language=SQL
        return tx.update(
                                """
                                update claim_code
                                   set state = :state
                                     , claimant_id = :account
                                     , claimed_at = :now
                                 where claim_code_id = :id and state = 'open'
                                """)
                        .bind("state", state)
                        .bind("account", tx.account())
                        .bind("now", now)
                        .bind("id", code)
                        .execute()
                == 1;
    }

    void decide(AccountTx tx, ClaimId claim, String state, Instant now) {
        tx.update("update claim_code set state = :state, decided_at = :now where claim_code_id = :id")
                .bind("state", state)
                .bind("now", now)
                .bind("id", claim)
                .execute();
    }
}
