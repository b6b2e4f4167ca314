package io.slipway.sharing;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.VIEW_HUBS;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Capability;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.hub.Hub;
import io.slipway.hub.HubName;
import io.slipway.hub.Hubs;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** Lending hubs to tenants, and giving them back. */
@ApplicationScoped
public class HubLoans {
    private final Acting acting;
    private final Companies companies;
    private final Hubs hubs;
    private final HubLoanStore store;
    private final Events events;
    private final Clock clock;

    HubLoans(Acting acting, Companies companies, Hubs hubs, HubLoanStore store, Events events, Clock clock) {
        this.acting = acting;
        this.companies = companies;
        this.hubs = hubs;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /** To whom a hub is lent and was, lasting loans first. */
    List<HubLoanFacts> ofHub(AccountSlug account, HubName name) {
        return acting.in(
                account, VIEW_HUBS, tx -> store.ofHub(tx, hubs.own(tx, name).id()));
    }

    HubLoanFacts get(AccountSlug account, HubName name, HubLoanId id) {
        return acting.in(
                account, VIEW_HUBS, tx -> store.facts(tx, given(tx, name, id).id()));
    }

    HubLoanFacts lend(AccountSlug account, HubName name, HubLoanDetails details) {
        details.check();
        return acting.in(account, MANAGE_HUBS, tx -> {
            Hub hub = hubs.own(tx, name);
            AccountId tenant = companies.find(
                    tx, details.tenant(), Capability.TENANT, "Your own devices may use your hubs anyway.");
            HubLoan loan = new HubLoan(hub, tenant, details.note(), clock.instant());
            store.insert(tx, loan);
            companies.require(tx, tenant, Capability.TENANT);
            events.recordForBoth(
                    tx, tenant, Act.of("hubLoan.created", loan.id(), hub.name()).changing(null, details));
            return store.facts(tx, loan.id());
        });
    }

    /** The database refuses while a device of the tenant is there, or comes at the same time. */
    HubLoanFacts end(AccountSlug account, HubName name, HubLoanId id, Integer version) {
        try {
            return acting.in(account, MANAGE_HUBS, tx -> {
                HubLoan loan = given(tx, name, id);
                Versions.check(version, loan.version());
                return end(tx, loan, loan.borrower());
            });
        } catch (Problem refused) {
            throw refused.type() == ProblemType.IN_USE ? inUse(get(account, name, id)) : refused;
        }
    }

    /** The hubs lent to the account, and those that were. */
    List<HubLoanFacts> received(AccountSlug account) {
        return acting.in(account, VIEW_HUBS, store::received);
    }

    HubLoanFacts received(AccountSlug account, HubLoanId id) {
        return acting.in(
                account, VIEW_HUBS, tx -> store.facts(tx, received(tx, id).id()));
    }

    /** Gives a hub back; refused likewise. */
    HubLoanFacts giveBack(AccountSlug account, HubLoanId id, Integer version) {
        try {
            return acting.in(account, MANAGE_HUBS, tx -> {
                HubLoan loan = received(tx, id);
                Versions.check(version, loan.version());
                return end(tx, loan, loan.account());
            });
        } catch (Problem refused) {
            throw refused.type() == ProblemType.IN_USE ? inUse(received(account, id)) : refused;
        }
    }

    static Problem unknown() {
        return Problem.notFound("hub loan");
    }

    private HubLoan given(AccountTx tx, HubName name, HubLoanId id) {
        return store.given(tx, hubs.own(tx, name).id(), id).orElseThrow(HubLoans::unknown);
    }

    private HubLoan received(AccountTx tx, HubLoanId id) {
        return store.received(tx, id).orElseThrow(HubLoans::unknown);
    }

    private HubLoanFacts end(AccountTx tx, HubLoan loan, AccountId other) {
        if (loan.isEnded()) {
            throw new Problem(ProblemType.CONFLICT, "This loan has ended already.");
        }
        HubLoanFacts facts = store.facts(tx, loan.id());
        loan.end(clock.instant());
        events.recordForBoth(tx, other, facts.act("hubLoan.ended"));
        return store.facts(tx, loan.id());
    }

    private static Problem inUse(HubLoanFacts loan) {
        return loan.devices() == 0
                ? new Problem(
                        ProblemType.IN_USE,
                        "Devices of %s that you may not see are on the hub. Ask %s to move them and to give the hub back.",
                        loan.tenantCompany(),
                        loan.tenantCompany())
                : new Problem(
                        ProblemType.IN_USE,
                        "%s of %s on the hub. Move %s to another hub first.",
                        counted(loan.devices()),
                        loan.tenantCompany() + (loan.devices() == 1 ? " is" : " are"),
                        loan.devices() == 1 ? "it" : "them");
    }

    private static String counted(long devices) {
        return String.format(Locale.ROOT, "%,d", devices) + (devices == 1 ? " device" : " devices");
    }
}
