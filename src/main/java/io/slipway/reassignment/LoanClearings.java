package io.slipway.reassignment;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.REASSIGN;
import static io.slipway.account.Permission.VIEW_HUBS;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.AccountTx;
import io.slipway.sharing.HubLoanEndings;
import io.slipway.sharing.HubLoanFacts;
import io.slipway.sharing.HubLoanId;
import io.slipway.sharing.HubLoanSide;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Giving lent hubs back with the devices moved elsewhere first: one reassignment in each scope, begun together or not at all. */
@ApplicationScoped
class LoanClearings {
    /** A loan that is to end, and where its devices may go. */
    record Leaving(HubLoanFacts loan, List<Target> targets, Clearing clearing) {}

    private final Acting acting;
    private final HubLoanEndings endings;
    private final ClearingStore store;
    private final TargetStore targets;
    private final Plans plans;
    private final Reassignments reassignments;

    LoanClearings(
            Acting acting,
            HubLoanEndings endings,
            ClearingStore store,
            TargetStore targets,
            Plans plans,
            Reassignments reassignments) {
        this.acting = acting;
        this.endings = endings;
        this.store = store;
        this.targets = targets;
        this.plans = plans;
        this.reassignments = reassignments;
    }

    /** What it would do; nothing is changed. */
    Leaving preview(AccountSlug account, HubLoanId id, String targetHub) {
        acting.require(account, VIEW_HUBS);
        return acting.in(account, REASSIGN, tx -> {
            HubLoanFacts loan = endings.facts(tx, new HubLoanSide.Received(account, id));
            List<String> scopes = scopes(tx, loan);
            List<Target> open = open(tx, scopes, loan);
            return new Leaving(loan, open, clearing(tx, scopes, loan, Clearings.chosen(open, targetHub)));
        });
    }

    List<Overview> start(AccountSlug account, HubLoanId id, ClearingDetails details) {
        acting.require(account, MANAGE_HUBS);
        return acting.in(account, REASSIGN, tx -> {
            HubLoanFacts loan = endings.endOnceEmpty(tx, new HubLoanSide.Received(account, id));
            List<Overview> started = new ArrayList<>();
            for (String idScope : scopes(tx, loan)) {
                started.add(start(tx, idScope, loan, details));
            }
            return started;
        });
    }

    private Overview start(AccountTx tx, String idScope, HubLoanFacts loan, ClearingDetails details) {
        String why = "The hub %s is given back to %s".formatted(loan.hub(), loan.company());
        ReassignmentDetails asked = details.of(idScope, loan.hostName(), why);
        asked.check();
        Overview plan = plans.plan(tx, asked);
        Clearings.requireStartable(plan, "Let the loan end once the hub is empty");
        return reassignments.start(tx, plan);
    }

    private List<String> scopes(AccountTx tx, HubLoanFacts loan) {
        return loan.lasts() ? store.scopes(tx, loan.hostName()) : List.of();
    }

    /** What every scope of theirs is linked to. */
    private List<Target> open(AccountTx tx, List<String> scopes, HubLoanFacts loan) {
        List<Target> open = null;
        for (String idScope : scopes) {
            List<Target> here = targets.elsewhere(tx, idScope, loan.hostName());
            List<UUID> hubs = here.stream().map(Target::hubId).toList();
            open = open == null
                    ? here
                    : open.stream().filter(hub -> hubs.contains(hub.hubId())).toList();
        }
        return open == null ? List.of() : open;
    }

    private Clearing clearing(AccountTx tx, List<String> scopes, HubLoanFacts loan, UUID target) {
        int devices = 0;
        List<Breakdown> staying = new ArrayList<>();
        for (String idScope : scopes) {
            for (Breakdown part : store.own(tx, idScope, loan.hostName(), target)) {
                if (part.name() == null) {
                    devices += part.devices();
                } else {
                    staying.add(part);
                }
            }
        }
        return new Clearing(devices, staying, List.of(), null);
    }
}
