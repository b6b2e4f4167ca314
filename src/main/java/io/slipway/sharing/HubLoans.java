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

    /** Refused while devices of the tenant are there, or may be. */
    HubLoanFacts end(AccountSlug account, HubName name, HubLoanId id, Integer version) {
        return acting.in(account, MANAGE_HUBS, tx -> {
            HubLoan loan = given(tx, name, id);
            Versions.check(version, loan.version());
            HubLoanFacts facts = end(tx, loan, loan.borrower());
            if (store.isUsedByOthers(tx, loan.hub())) {
                throw new Problem(
                        ProblemType.IN_USE,
                        "Scopes of other companies use this hub, and you cannot see which of their devices %s holds there."
                                + " Ask %s to give the hub back, or end those links first.",
                        facts.tenantCompany(),
                        facts.tenantCompany());
            }
            return facts;
        });
    }

    /** The hubs lent to the account, and those that were. */
    List<HubLoanFacts> received(AccountSlug account) {
        return acting.in(account, VIEW_HUBS, store::received);
    }

    HubLoanFacts received(AccountSlug account, HubLoanId id) {
        return acting.in(
                account, VIEW_HUBS, tx -> store.facts(tx, received(tx, id).id()));
    }

    /** Gives a hub back; refused while devices are there. */
    HubLoanFacts giveBack(AccountSlug account, HubLoanId id, Integer version) {
        return acting.in(account, MANAGE_HUBS, tx -> {
            HubLoan loan = received(tx, id);
            Versions.check(version, loan.version());
            return end(tx, loan, loan.account());
        });
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
        HubLoanFacts facts = store.facts(tx, loan.id());
        if (loan.isEnded()) {
            throw new Problem(ProblemType.CONFLICT, "This loan has ended already.");
        } else if (facts.devices() > 0) {
            throw new Problem(
                    ProblemType.IN_USE,
                    "%s of %s on the hub. Move %s to another hub first.",
                    counted(facts.devices()),
                    facts.tenantCompany() + (facts.devices() == 1 ? " is" : " are"),
                    facts.devices() == 1 ? "it" : "them");
        }
        loan.end(clock.instant());
        events.recordForBoth(tx, other, facts.act("hubLoan.ended"));
        return store.facts(tx, loan.id());
    }

    private static String counted(long devices) {
        return String.format(Locale.ROOT, "%,d", devices) + (devices == 1 ? " device" : " devices");
    }
}
