package io.slipway.claim;

import static io.slipway.account.Permission.MANAGE_LEASES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Capability;
import io.slipway.account.Membership;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.lease.ClaimedDevice;
import io.slipway.lease.ClaimedLeases;
import io.slipway.lease.LeaseId;
import io.slipway.security.OneTimeCode;
import io.slipway.web.Choice;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Entering a code. */
@ApplicationScoped
class Claims {
    static final int PER_MINUTE = 30;
    private final Acting acting;
    private final ClaimStore store;
    private final ClaimedLeases leases;
    private final Events events;
    private final Clock clock;

    Claims(Acting acting, ClaimStore store, ClaimedLeases leases, Events events, Clock clock) {
        this.acting = acting;
        this.store = store;
        this.leases = leases;
        this.events = events;
        this.clock = clock;
    }

    /** Where the account may have the device. */
    List<Choice> hubs(AccountSlug account) {
        return acting.in(account, MANAGE_LEASES, leases::hubs);
    }

    /** The lease that the device is in; empty if the operator has to approve the claim first. */
    Optional<LeaseId> claim(AccountSlug account, String typed, String hub) {
        requireTenant(account);
        countTry(account);
        OneTimeCode code = OneTimeCode.read(typed).orElseThrow(Claims::worthless);
        return acting.in(account, MANAGE_LEASES, tx -> {
            ClaimStore.Opened opened = store.open(tx, code, clock.instant()).orElseThrow(Claims::worthless);
            ClaimedDevice device = store.device(tx, opened.claimCodeId());
            requireOpen(opened, device);
            requireRoom(tx, opened, device);
            return opened.automatic() ? Optional.of(begin(tx, opened, device, hub)) : ask(tx, opened, device);
        });
    }

    private void requireTenant(AccountSlug account) {
        Membership membership = acting.require(account, MANAGE_LEASES);
        if (!membership.capabilities().contains(Capability.TENANT)) {
            throw new Problem(ProblemType.CONFLICT, "Only a tenant claims devices. Ask for the capability tenant.");
        }
    }

    /** In a transaction of its own, so that a failed try counts too. */
    private void countTry(AccountSlug account) {
        Instant now = clock.instant();
        int tries = acting.in(account, MANAGE_LEASES, tx -> store.countTry(tx, now));
        if (tries > PER_MINUTE) {
            throw new Problem(
                    ProblemType.TOO_MANY,
                    "Your company entered %d codes this minute already. Wait for a minute, and try again.",
                    PER_MINUTE);
        }
    }

    private static void requireOpen(ClaimStore.Opened opened, ClaimedDevice device) {
        if (opened.closed()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "%s is closed: its operator hands out no devices by it now. The code is not used up; ask whoever gave it"
                            + " to you.",
                    device.policyName());
        }
    }

    private void requireRoom(AccountTx tx, ClaimStore.Opened opened, ClaimedDevice device) {
        if (opened.mostDevices() != null && leases.held(tx, device.policy(), tx.account()) >= opened.mostDevices()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Your company has the %d devices already that %s allows. Return one first.",
                    opened.mostDevices(),
                    device.policyName());
        }
    }

    /** The lease first, while the code still opens it. */
    private LeaseId begin(AccountTx tx, ClaimStore.Opened opened, ClaimedDevice device, String hub) {
        LeaseId lease = leases.begin(tx, device, hub);
        use(tx, opened, device, "used", "claim.made");
        return lease;
    }

    private Optional<LeaseId> ask(AccountTx tx, ClaimStore.Opened opened, ClaimedDevice device) {
        use(tx, opened, device, "pending", "claim.asked");
        return Optional.empty();
    }

    private void use(AccountTx tx, ClaimStore.Opened opened, ClaimedDevice device, String state, String action) {
        if (!store.use(tx, opened.claimCodeId(), state, clock.instant())) {
            throw worthless();
        }
        Act act = Act.of(action, opened.claimCodeId(), device.registrationId()).in(device.scope());
        events.recordForBoth(tx, device.operator(), act);
    }

    /** The same for a wrong code, a used one and an expired one, so that none can be probed. */
    private static Problem worthless() {
        return Problem.invalid(
                "code", "This code opens nothing. Check it against the label; each works once, and not for ever.");
    }
}
