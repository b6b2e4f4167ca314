package io.slipway.lease;

import static io.slipway.account.Permission.TERMINATE_LEASES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.AccountTx;
import io.slipway.job.Work;
import io.slipway.lease.SecondPersons.Question;
import io.slipway.web.Validation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Breaking the glass: taking devices back from a tenant that vanished. It is announced to both companies a day before, for a
 * reason that both read, and can be taken back until then.
 */
@ApplicationScoped
class Terminations {
    /** Why, and the lessee's account name typed out. */
    public record Termination(
            @Schema(description = "The lessee's account name, typed out", examples = "contoso") String confirmation,
            @Schema(description = "Both companies read it; up to 500 characters") String reason) {
        void check() {
            new Validation()
                    .require(
                            reason != null && !reason.isBlank() && reason.length() <= 500,
                            "reason",
                            "Say in up to 500 characters why; the lessee reads it.")
                    .throwIfAny();
        }
    }

    private final Acting acting;
    private final Grounds grounds;
    private final LeaseStore store;
    private final Leases leases;
    private final ExtentStore extents;
    private final SecondPersons secondPersons;
    private final LeaseTrails trails;
    private final Work work;
    private final Clock clock;

    Terminations(
            Acting acting,
            Grounds grounds,
            LeaseStore store,
            Leases leases,
            ExtentStore extents,
            SecondPersons secondPersons,
            LeaseTrails trails,
            Work work,
            Clock clock) {
        this.acting = acting;
        this.grounds = grounds;
        this.store = store;
        this.leases = leases;
        this.extents = extents;
        this.secondPersons = secondPersons;
        this.trails = trails;
        this.work = work;
        this.clock = clock;
    }

    Outcome announce(AccountSlug account, LeaseId id, Termination termination) {
        termination.check();
        return acting.in(account, TERMINATE_LEASES, tx -> {
            Lease lease = grounds.asLessor(tx, id);
            requireTyped(tx, id, termination.confirmation());
            lease.requireTerminable();
            Extent extent = extents.whole(tx, id);
            Question question = Question.about(lease, "termination", "Terminate, taking back", extent);
            return secondPersons.agree(tx, question, termination, () -> carryOut(tx, id, termination));
        });
    }

    /** Whoever calls has checked that one person is enough; the 24 hours begin now. */
    LeaseView carryOut(AccountTx tx, LeaseId id, Termination termination) {
        Lease lease = grounds.asLessor(tx, id);
        lease.announceTermination(termination.reason().strip(), clock.instant());
        trails.record(
                tx,
                lease,
                "lease.terminationAnnounced",
                null,
                Map.of("terminatesAt", lease.terminatesAt(), "reason", termination.reason()));
        // Now, since the leases below are told of it.
        work.note(tx, LeaseCourse.item(lease), clock.instant());
        return leases.view(tx, id);
    }

    LeaseView takeBack(AccountSlug account, LeaseId id) {
        return acting.in(account, TERMINATE_LEASES, tx -> {
            Lease lease = grounds.asLessor(tx, id);
            lease.takeBackTermination(clock.instant());
            trails.record(tx, lease, "lease.terminationTakenBack", null, null);
            work.note(tx, LeaseCourse.item(lease), clock.instant());
            return leases.view(tx, id);
        });
    }

    private void requireTyped(AccountTx tx, LeaseId id, String confirmation) {
        String name = store.facts(tx, id).lessee();
        new Validation()
                .require(name.equals(confirmation), "confirmation", "Type the lessee's account name to confirm.")
                .throwIfAny();
    }
}
