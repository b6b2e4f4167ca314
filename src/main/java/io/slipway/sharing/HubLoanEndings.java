package io.slipway.sharing;

import static io.slipway.account.Permission.MANAGE_HUBS;

import io.slipway.account.Acting;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.hub.Hubs;
import io.slipway.job.Work;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;

/** Ending hub loans, from the lender's side and the borrower's, without ever stranding a device. */
@ApplicationScoped
public class HubLoanEndings {
    /** The kind of work that {@link HubLoanEndingJob} does. */
    static final String WORK = "hubLoanEnding";

    private final Acting acting;
    private final Hubs hubs;
    private final HubLoanStore store;
    private final Events events;
    private final Work work;
    private final Clock clock;

    HubLoanEndings(Acting acting, Hubs hubs, HubLoanStore store, Events events, Work work, Clock clock) {
        this.acting = acting;
        this.hubs = hubs;
        this.store = store;
        this.events = events;
        this.work = work;
        this.clock = clock;
    }

    /** The database refuses while a device of the borrower is there, or comes at the same time. */
    HubLoanFacts end(HubLoanSide side, Integer version) {
        try {
            return acting.in(side.account(), MANAGE_HUBS, tx -> {
                HubLoan loan = lasting(tx, side);
                Versions.check(version, loan.version());
                HubLoanFacts before = store.facts(tx, loan.id());
                loan.end(clock.instant());
                events.recordForBoth(tx, other(tx, loan), before.act("hubLoan.ended"));
                return store.facts(tx, loan.id());
            });
        } catch (Problem refused) {
            throw refused.type() == ProblemType.IN_USE
                    ? inUse(acting.in(side.account(), MANAGE_HUBS, tx -> facts(tx, side)))
                    : refused;
        }
    }

    /** From now on no device of the borrower comes; once the last one is gone, the loan ends by itself. */
    HubLoanFacts endOnceEmpty(HubLoanSide side) {
        return acting.in(side.account(), MANAGE_HUBS, tx -> endOnceEmpty(tx, side));
    }

    /** For reassignments: in the transaction that begins to move its devices away. */
    public HubLoanFacts endOnceEmpty(AccountTx tx, HubLoanSide side) {
        HubLoan loan = lasting(tx, side);
        if (!loan.isEndedBy(tx.account())) {
            loan.endOnceEmpty(tx.account(), clock.instant());
            events.recordForBoth(tx, other(tx, loan), store.facts(tx, loan.id()).act("hubLoan.ending"));
            work.note(tx, new Work.Item(WORK, loan.id().value(), loan.account()), clock.instant());
        }
        return store.facts(tx, loan.id());
    }

    /** Takes that back, for the acting account alone: the loan still ends if the other company wants it to. */
    HubLoanFacts keep(HubLoanSide side) {
        return acting.in(side.account(), MANAGE_HUBS, tx -> {
            HubLoan loan = lasting(tx, side);
            if (loan.isEndedBy(tx.account())) {
                loan.keep(tx.account());
                events.recordForBoth(
                        tx, other(tx, loan), store.facts(tx, loan.id()).act("hubLoan.kept"));
            } else if (loan.isEnding()) {
                throw new Problem(
                        ProblemType.CONFLICT, "The other company wants this loan to end. Ask it to take that back.");
            }
            return store.facts(tx, loan.id());
        });
    }

    /** For reassignments: a loan as both companies see it. */
    public HubLoanFacts facts(AccountTx tx, HubLoanSide side) {
        return store.facts(tx, find(tx, side).id());
    }

    private HubLoan lasting(AccountTx tx, HubLoanSide side) {
        HubLoan loan = find(tx, side);
        if (loan.isEnded()) {
            throw new Problem(ProblemType.CONFLICT, "This loan has ended already.");
        }
        return loan;
    }

    private HubLoan find(AccountTx tx, HubLoanSide side) {
        return (side instanceof HubLoanSide.Given given
                        ? store.given(tx, hubs.own(tx, given.hub()).id(), given.loan())
                        : store.received(tx, side.loan()))
                .orElseThrow(HubLoans::unknown);
    }

    private static AccountId other(AccountTx tx, HubLoan loan) {
        return tx.account().equals(loan.account()) ? loan.borrower() : loan.account();
    }

    private static Problem inUse(HubLoanFacts loan) {
        return new Problem(
                ProblemType.IN_USE,
                "%s of %s on the hub. Move %s to another hub first, or let the loan end once it is empty.",
                counted(loan.devices()),
                loan.tenantCompany() + (loan.devices() == 1 ? " is" : " are"),
                loan.devices() == 1 ? "it" : "them");
    }

    private static String counted(long devices) {
        return String.format(Locale.ROOT, "%,d", devices) + (devices == 1 ? " device" : " devices");
    }
}
