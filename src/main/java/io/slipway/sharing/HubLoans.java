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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Lending hubs to tenants; {@link HubLoanEndings} ends that. */
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

    /** The hubs lent to the account, and those that were. */
    List<HubLoanFacts> received(AccountSlug account) {
        return acting.in(account, VIEW_HUBS, store::received);
    }

    HubLoanFacts received(AccountSlug account, HubLoanId id) {
        return acting.in(
                account, VIEW_HUBS, tx -> store.facts(tx, received(tx, id).id()));
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
}
