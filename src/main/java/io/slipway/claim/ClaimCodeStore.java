package io.slipway.claim;

import io.slipway.db.AccountTx;
import io.slipway.registration.DeviceConditions;
import io.slipway.scope.ScopeId;
import io.slipway.security.OneTimeCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatements;

/** Codes as their operator keeps them. */
@ApplicationScoped
class ClaimCodeStore {
    private static final String HELD =
            "select registration_id from device where scope_id = :scope and holder_id = :account";

    /** Those of the devices that the account holds, as their registration IDs are written. */
    List<String> held(AccountTx tx, ScopeId scope, List<String> keys) {
        return tx.query(HELD + " and registration_key = any(:keys) order by registration_key")
                .bind("scope", scope)
                .bind("account", tx.account())
                .bindArray("keys", String.class, keys)
                .mapTo(String.class)
                .list();
    }

    /** Registration IDs of devices that the account holds and that meet the conditions. */
    List<String> matching(AccountTx tx, ScopeId scope, DeviceConditions conditions, int limit) {
        return tx.query(HELD + conditions.sql() + " order by registration_key limit :limit")
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bindMap(conditions.values())
                .bind("scope", scope)
                .bind("account", tx.account())
                .bind("limit", limit)
                .mapTo(String.class)
                .list();
    }

    /** Which of these codes exist already, open or not, by their hash in hexadecimal digits. */
    Set<String> known(AccountTx tx, List<OneTimeCode> codes) {
        return Set.copyOf(hashes(tx, codes, ""));
    }

    /** Which of these codes somebody can still use. */
    Set<String> open(AccountTx tx, List<OneTimeCode> codes) {
        return Set.copyOf(hashes(tx, codes, " and state = 'open' and expires_at > now()"));
    }

    private static List<String> hashes(AccountTx tx, List<OneTimeCode> codes, String condition) {
        return tx.query("select encode(code_hash, 'hex') from claim_code where account_id = :account"
                        + " and code_hash in (select decode(hash, 'hex') from unnest(:hashes) as hash)" + condition)
                .bind("account", tx.account())
                .bindArray(
                        "hashes",
                        String.class,
                        codes.stream().map(OneTimeCode::hexHash).toList())
                .mapTo(String.class)
                .list();
    }

    /** A device has one open code; the one before is worth nothing from now on. */
    void replace(AccountTx tx, ScopeId scope, List<String> ids) {
        tx.update("update claim_code set state = 'replaced' where scope_id = :scope and state = 'open'"
                        + " and registration_key in (select lower(id) from unnest(:ids) as id)")
                .bind("scope", scope)
                .bindArray("ids", String.class, ids)
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
        if (!ids.isEmpty()) {
            batch.execute();
        }
    }

    /** Those that nobody used, by registration ID. */
    List<ClaimCode> page(AccountTx tx, ClaimPolicyId policy, String after, int limit) {
        // language=SQL
        return tx.query(
                        """
                        select claim_code_id as id
                             , registration_id
                             , registration_key
                             , code_hint as hint
                             , case when expires_at > now() then 'open' else 'expired' end as state
                             , created_at as issued_at
                             , expires_at
                          from claim_code
                         where claim_policy_id = :policy
                           and account_id = :account
                           and state = 'open'
                           and registration_key > :after
                         order by registration_key
                         limit :limit
                        """)
                .bind("policy", policy)
                .bind("account", tx.account())
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(ClaimCode.class)
                .list();
    }

    /** @param codes null for all that nobody used; how many were withdrawn */
    int withdraw(AccountTx tx, ClaimPolicyId policy, List<UUID> codes) {
        // language=SQL
        return tx.update(
                        """
                        update claim_code
                           set state = 'withdrawn'
                         where claim_policy_id = :policy
                           and account_id = :account
                           and state = 'open'
                           and (:all or claim_code_id = any(:codes))
                        """)
                .bind("policy", policy)
                .bind("account", tx.account())
                .bind("all", codes == null)
                .bindArray("codes", UUID.class, codes == null ? List.of() : codes)
                .execute();
    }
}
