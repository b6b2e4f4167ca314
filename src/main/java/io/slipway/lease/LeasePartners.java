package io.slipway.lease;

import io.slipway.account.Permission;
import io.slipway.console.PartnerSection;
import io.slipway.db.AccountTx;
import io.slipway.web.Numbers;
import jakarta.enterprise.context.ApplicationScoped;

/** The leases that run, on the Partners page. */
@ApplicationScoped
class LeasePartners implements PartnerSection {
    private static final int MOST = 100;
    private final LeaseStore store;

    LeasePartners(LeaseStore store) {
        this.store = store;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_LEASES;
    }

    @Override
    public int place() {
        return 60;
    }

    @Override
    public Part part(AccountTx tx) {
        return new Part(
                "leases",
                "Leases",
                "No lease is running. An operator can let a tenant hold devices for a term.",
                store.page(tx, new LeaseFilter(null, "active", null, MOST)).stream()
                        .filter(lease -> lease.given() || lease.received())
                        .map(LeasePartners::entry)
                        .toList());
    }

    private static Entry entry(LeaseFacts lease) {
        return new Entry(
                lease.partnerName(),
                lease.given() ? lease.lessee() : lease.lessor(),
                lease.reference(),
                "leases/" + lease.id(),
                (lease.given() ? "It holds " : "You hold ") + LeaseFacts.words(lease.held()) + " "
                        + Numbers.inflected(lease.held(), "devices"),
                lease.state(),
                lease.startedAt(),
                lease.note(),
                Permission.VIEW_LEASES);
    }
}
