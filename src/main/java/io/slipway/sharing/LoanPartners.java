package io.slipway.sharing;

import io.slipway.account.Permission;
import io.slipway.console.PartnerSection;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

@ApplicationScoped
class LoanPartners implements PartnerSection {
    private final HubLoanStore store;

    LoanPartners(HubLoanStore store) {
        this.store = store;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_HUBS;
    }

    @Override
    public int place() {
        return 50;
    }

    @Override
    public Part part(AccountTx tx) {
        return new Part(
                "loans",
                "Hubs lent",
                "No hub is lent. A company that has a hub can let a tenant have its leased devices there.",
                Stream.concat(
                                store.given(tx).stream().map(LoanPartners::given),
                                store.received(tx).stream().map(LoanPartners::received))
                        .toList());
    }

    private static Entry given(HubLoanFacts loan) {
        return entry(loan, loan.tenantCompany(), loan.tenant(), "You lend it", "hubs/" + loan.hub() + "/sharing#loans");
    }

    private static Entry received(HubLoanFacts loan) {
        return entry(loan, loan.company(), loan.account(), "Lent to you", "lent-hubs/" + loan.id());
    }

    private static Entry entry(HubLoanFacts loan, String company, String account, String detail, String path) {
        return new Entry(
                company,
                account,
                loan.hub() == null ? "A hub" : loan.hub(),
                path,
                detail,
                loan.isEnding() ? "ending" : loan.lasts() ? "active" : "ended",
                loan.createdAt(),
                loan.note(),
                Permission.VIEW_HUBS);
    }
}
