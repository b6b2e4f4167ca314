package io.slipway.claim;

import static io.slipway.account.Permission.MANAGE_LEASES;
import static io.slipway.account.Permission.VIEW_LEASES;

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
import io.slipway.lease.LeaseRequests;
import io.slipway.notice.Notices;
import io.slipway.registration.Disablements;
import io.slipway.security.OneTimeCode;
import io.slipway.web.Choice;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Entering a code, and what became of the ones entered. */
@ApplicationScoped
class Claims implements LeaseRequests {
    static final int PER_MINUTE = 30;
    private static final int SHOWN = 200;
    private static final int SHOWN_WITH_LEASES = 10;
    private final Acting acting;
    private final ClaimStore store;
    private final ClaimedLeases leases;
    private final Disablements disablements;
    private final Events events;
    private final Notices notices;
    private final Clock clock;

    /** A code that opens something, and what stands in the way that the claimant does not see itself. */
    private record Opening(OneTimeCode code, Optional<Problem> obstacle) {}

    Claims(
            Acting acting,
            ClaimStore store,
            ClaimedLeases leases,
            Disablements disablements,
            Events events,
            Notices notices,
            Clock clock) {
        this.acting = acting;
        this.store = store;
        this.leases = leases;
        this.disablements = disablements;
        this.events = events;
        this.notices = notices;
        this.clock = clock;
    }

    /** Where the account may have the device. */
    List<Choice> hubs(AccountSlug account) {
        return acting.in(account, MANAGE_LEASES, leases::hubs);
    }

    /** What a code would give; nothing is used up but a try. */
    ClaimOffer look(AccountSlug account, String typed) {
        requireTenant(account);
        countTry(account);
        Opening opening = open(account, typed);
        return acting.in(account, MANAGE_LEASES, tx -> {
            ClaimStore.Opened opened = opened(tx, opening.code());
            return offer(tx, opened, store.device(tx, opened.claimCodeId()), opening);
        });
    }

    /** What the account claimed, those that wait for approval first. */
    List<OwnClaim> own(AccountSlug account) {
        return acting.in(account, VIEW_LEASES, tx -> store.own(tx, SHOWN));
    }

    /** For the page of all leases. */
    @Override
    public List<Request> requests(AccountTx tx) {
        return store.own(tx, SHOWN_WITH_LEASES).stream()
                .map(claim -> new Request(
                        claim.registrationId(),
                        claim.operatorName(),
                        claim.policy(),
                        claim.state(),
                        claim.claimedAt(),
                        claim.lease()))
                .toList();
    }

    /** The lease that the device is in; empty if the operator has to approve the claim first. */
    Optional<LeaseId> claim(AccountSlug account, String typed, String hub) {
        requireTenant(account);
        countTry(account);
        Opening opening = open(account, typed);
        return acting.in(account, MANAGE_LEASES, tx -> {
            ClaimStore.Opened opened = opened(tx, opening.code());
            ClaimedDevice device = store.device(tx, opened.claimCodeId());
            obstacle(tx, opened, device, opening).ifPresent(problem -> {
                throw problem;
            });
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

    /** The device is still the operator's to see: its account is asked, in a transaction before. */
    private Opening open(AccountSlug account, String typed) {
        OneTimeCode code = OneTimeCode.read(typed).orElseThrow(Claims::worthless);
        ClaimStore.Opened opened = acting.in(account, MANAGE_LEASES, tx -> opened(tx, code));
        boolean lacksUse = opened.automatic() && disablements.isDisabled(opened.address(), opened.registrationKey());
        return new Opening(code, lacksUse ? Optional.of(disabled(opened)) : Optional.empty());
    }

    private ClaimStore.Opened opened(AccountTx tx, OneTimeCode code) {
        return store.open(tx, code, clock.instant()).orElseThrow(Claims::worthless);
    }

    private static Problem disabled(ClaimStore.Opened opened) {
        return new Problem(
                ProblemType.CONFLICT,
                "The device is disabled, and could not register. The code is not used up; ask %s to enable the device, and"
                        + " claim it then.",
                opened.operatorName());
    }

    private ClaimOffer offer(AccountTx tx, ClaimStore.Opened opened, ClaimedDevice device, Opening opening) {
        return new ClaimOffer(
                device.registrationId(),
                opened.idScope(),
                opened.operator(),
                opened.operatorName(),
                device.policyName(),
                device.rights(),
                device.termDays(),
                leases.wouldEnd(tx, device),
                device.noticeDays(),
                device.endAction(),
                opened.mostDevices(),
                leases.held(tx, device.policy(), tx.account()),
                opened.automatic(),
                obstacle(tx, opened, device, opening).map(Problem::getMessage).orElse(null));
    }

    private Optional<Problem> obstacle(AccountTx tx, ClaimStore.Opened opened, ClaimedDevice device, Opening opening) {
        if (opened.closed()) {
            return Optional.of(new Problem(
                    ProblemType.CONFLICT,
                    "%s is closed: its operator hands out no devices by it now. The code is not used up; ask whoever gave it"
                            + " to you.",
                    device.policyName()));
        } else if (opened.mostDevices() != null
                && leases.held(tx, device.policy(), tx.account()) >= opened.mostDevices()) {
            return Optional.of(new Problem(
                    ProblemType.CONFLICT,
                    "Your company has the %d devices already that %s allows. Return one first.",
                    opened.mostDevices(),
                    device.policyName()));
        } else if (opened.automatic()) {
            return opening.obstacle().or(() -> leases.lacksHub(tx, device));
        }
        return Optional.empty();
    }

    /** The lease first, while the code still opens it. */
    private LeaseId begin(AccountTx tx, ClaimStore.Opened opened, ClaimedDevice device, String hub) {
        LeaseId lease = leases.begin(tx, device, hub);
        use(tx, opened, device, "used", lease);
        record(tx, opened, device, "claim.made");
        return lease;
    }

    private Optional<LeaseId> ask(AccountTx tx, ClaimStore.Opened opened, ClaimedDevice device) {
        use(tx, opened, device, "pending", null);
        record(tx, opened, device, "claim.asked");
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        notices.note(tx, device.operator(), device.policy(), ClaimLetters.ASKED, hour);
        return Optional.empty();
    }

    private void use(AccountTx tx, ClaimStore.Opened opened, ClaimedDevice device, String state, LeaseId lease) {
        if (!store.use(tx, opened.claimCodeId(), state, lease, clock.instant())) {
            throw worthless();
        }
    }

    private void record(AccountTx tx, ClaimStore.Opened opened, ClaimedDevice device, String action) {
        Act act = Act.of(action, opened.claimCodeId(), device.registrationId()).in(device.scope());
        events.recordForBoth(tx, device.operator(), act);
    }

    /** The same for a wrong code, a used one and an expired one, so that none can be probed. */
    private static Problem worthless() {
        return Problem.invalid(
                "code", "This code opens nothing. Check it against the label; each works once, and not for ever.");
    }
}
