package io.slipway.claim;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.lease.ClaimedDevice;
import io.slipway.lease.LeaseId;
import io.slipway.registration.ScopeAddress;
import io.slipway.scope.ScopeId;
import io.slipway.security.OneTimeCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Codes as whoever brings one opens it, and what became of those that were used. */
@ApplicationScoped
class ClaimStore {
    /** What a code opens, for whoever brings it. */
    public record Opened(
            UUID claimCodeId,
            boolean automatic,
            Integer mostDevices,
            boolean closed,
            ScopeId scope,
            AccountId operatorId,
            String registrationKey,
            String idScope,
            String operator,
            String operatorName) {
        ScopeAddress address() {
            return new ScopeAddress(scope, operatorId);
        }
    }

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

    // What became of a claim that was granted is told by the lease that it led to.
    // language=SQL
    private static final String STATE =
            """
            case when claim_code.state <> 'used' then claim_code.state
                 when lease_device.state = 'proposed' then 'offered'
                 when lease_device.state in ('starting', 'active', 'ending') then 'leased'
                 when lease_device.state = 'declined' then 'declined'
                 when lease_device.period is null then 'withdrawn'
                 else 'returned' end
            """;

    // language=SQL
    private static final String IN_LEASE =
            """
            left join lease_device on lease_device.lease_id = claim_code.lease_id
                                  and lease_device.registration_key = claim_code.registration_key
                                  and lease_device.entry = claim_code.lease_entry
            """;

    // language=SQL
    private static final String NEWEST_ENTRY =
            """
            (select max(entry)
               from lease_device
              where lease_device.lease_id = :lease
                and lease_device.registration_key = claim_code.registration_key)
            """;

    // language=SQL
    private static final String CLAIMS =
            """
            select claim_code.claim_code_id as id
                 , claim_code.registration_id
                 , %s as state
                 , claim_code.claimant_id
                 , claimant.slug as claimant
                 , claimant.name as claimant_name
                 , claim_code.claimed_at
                 , claim_code.decided_at
                 , claim_code.lease_id as lease
              from claim_code
              left join account as claimant on claimant.account_id = claim_code.claimant_id
              %s
             where claim_code.claim_policy_id = :policy
               and claim_code.account_id = :account
               and claim_code.claimant_id is not null
            """
                    .formatted(STATE, IN_LEASE);

    // language=SQL
    private static final String OWN =
            """
            select claim_code.claim_code_id as id
                 , claim_code.registration_id
                 , operator.slug as operator
                 , operator.name as operator_name
                 , claim_policy.name as policy
                 , %s as state
                 , claim_code.claimed_at
                 , claim_code.decided_at
                 , claim_code.lease_id as lease
              from claim_code
              left join claim_policy using (claim_policy_id)
              left join account as operator on operator.account_id = claim_code.account_id
              %s
             where claim_code.claimant_id = :account
            """
                    .formatted(STATE, IN_LEASE);

    /** Used codes, those that wait for approval first. */
    List<Claim> claims(AccountTx tx, ClaimPolicyId policy, int limit) {
        return tx.query(CLAIMS + " order by claim_code.state = 'pending' desc, claim_code.claimed_at desc limit :limit")
                .bind("policy", policy)
                .bind("account", tx.account())
                .bind("limit", limit)
                .mapTo(Claim.class)
                .list();
    }

    Optional<Claim> claim(AccountTx tx, ClaimPolicyId policy, ClaimId claim) {
        return tx.query(CLAIMS + " and claim_code.claim_code_id = :claim")
                .bind("policy", policy)
                .bind("account", tx.account())
                .bind("claim", claim)
                .mapTo(Claim.class)
                .findOne();
    }

    /** Kept from being decided otherwise until the transaction ends. */
    void lock(AccountTx tx, ClaimId claim) {
        tx.query("select 1 from claim_code where claim_code_id = :claim and account_id = :account for update")
                .bind("claim", claim)
                .bind("account", tx.account())
                .mapTo(Integer.class)
                .findOne();
    }

    /** What the account claimed, those that wait for approval first. */
    List<OwnClaim> own(AccountTx tx, int limit) {
        return tx.query(OWN + " order by claim_code.state = 'pending' desc, claim_code.claimed_at desc limit :limit")
                .bind("account", tx.account())
                .bind("limit", limit)
                .mapTo(OwnClaim.class)
                .list();
    }

    Optional<OwnClaim> own(AccountTx tx, ClaimId claim) {
        return tx.query(OWN + " and claim_code.claim_code_id = :claim")
                .bind("account", tx.account())
                .bind("claim", claim)
                .mapTo(OwnClaim.class)
                .findOne();
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
                             , claim_code.scope_id as scope
                             , claim_code.account_id as operator_id
                             , claim_code.registration_key
                             , scope_address.id_scope
                             , operator.slug as operator
                             , operator.name as operator_name
                          from claim_code
                          join claim_policy using (claim_policy_id)
                          join account as operator on operator.account_id = claim_code.account_id
                          left join scope_address on scope_address.scope_id = claim_code.scope_id
                         where claim_code.code_hash = :hash
                           and claim_code.account_id <> :account
                           and claim_code.state = 'open'
                           and claim_code.expires_at > :now
                        """)
                .bind("hash", code.hash())
                .bind("account", tx.account())
                .bind("now", now)
                .mapTo(Opened.class)
                .findOne();
    }

    ClaimedDevice device(AccountTx tx, UUID code) {
        return tx.query(DEVICE).bind("id", code).mapTo(ClaimedDevice.class).one();
    }

    /** Whether it was still to be used. */
    boolean use(AccountTx tx, UUID code, String state, LeaseId lease, Instant now) {
        // language=SQL
        return tx.update(
                                """
                                update claim_code
                                   set state = :state
                                     , claimant_id = :account
                                     , claimed_at = :now
                                     , lease_id = :lease
                                     , lease_entry = %s
                                 where claim_code_id = :id and state = 'open'
                                """
                                        .formatted(NEWEST_ENTRY))
                        .bind("state", state)
                        .bind("account", tx.account())
                        .bind("now", now)
                        .bind("lease", lease == null ? null : lease.value())
                        .bind("id", code)
                        .execute()
                == 1;
    }

    /** Whether it still waited. */
    boolean decide(AccountTx tx, ClaimId claim, String state, LeaseId lease, Instant now) {
        // language=SQL
        return tx.update(
                                """
                                update claim_code
                                   set state = :state
                                     , decided_at = :now
                                     , lease_id = :lease
                                     , lease_entry = %s
                                 where claim_code_id = :id and state = 'pending'
                                """
                                        .formatted(NEWEST_ENTRY))
                        .bind("state", state)
                        .bind("now", now)
                        .bind("lease", lease == null ? null : lease.value())
                        .bind("id", claim)
                        .execute()
                == 1;
    }
}
