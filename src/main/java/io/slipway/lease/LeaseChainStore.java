package io.slipway.lease;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How leases hang together: those above one, those below it, and those by which devices may be leased on. */
@ApplicationScoped
class LeaseChainStore {
    private static final int MOST = 100;

    /** Those that the acting account sees, the topmost first. */
    List<LeaseFacts> above(AccountTx tx, LeaseId id) {
        // language=SQL
        return LeaseStore.list(LeaseStore.facts(
                        tx,
                        """
                        where lease.lease_id in (
                          with recursive up as (
                            select upper_lease_id from lease where lease_id = :id
                             union all
                            select upper.upper_lease_id from up join lease as upper on upper.lease_id = up.upper_lease_id)
                          select upper_lease_id from up)
                        """,
                        "lease.depth, lease.lease_id",
                        Lease.DEEPEST)
                .bind("id", id));
    }

    /** Those that the acting account sees, step by step. */
    List<LeaseFacts> below(AccountTx tx, LeaseId id) {
        // language=SQL
        return LeaseStore.list(LeaseStore.facts(
                        tx,
                        """
                        where lease.lease_id in (
                          with recursive down as (
                            select lease_id from lease where upper_lease_id = :id
                             union all
                            select lower.lease_id from down join lease as lower on lower.upper_lease_id = down.lease_id)
                          select lease_id from down)
                        """,
                        "lease.depth, lease.proposed_at",
                        MOST)
                .bind("id", id));
    }

    /** Leases that let the acting account lease their devices on now. */
    List<LeaseFacts> leasingOn(AccountTx tx) {
        // language=SQL
        return LeaseStore.list(LeaseStore.facts(
                        tx,
                        """
                        where lease.lessee_id = :account
                          and lease.state = 'active'
                          and 'sublease' = any(lease.rights)
                          and lease.depth < :deepest
                        """,
                        "lease.reference, lease.lease_id",
                        MOST)
                .bind("deepest", Lease.DEEPEST));
    }
}
