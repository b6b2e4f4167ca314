package io.slipway.lease;

import io.slipway.account.Permission;
import io.slipway.db.AccountTx;
import io.slipway.notice.Correspondent;
import io.slipway.notice.Letter;
import io.slipway.notice.Notice;
import io.slipway.web.Numbers;
import io.slipway.web.Times;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Says on the Home page and in mails what happens to a lease, as the company reads it that is told. */
@ApplicationScoped
class LeaseLetters implements Correspondent {
    private final LeaseStore store;
    private final LeaseDeviceStore devices;
    private final Times times;
    private final Clock clock;

    LeaseLetters(LeaseStore store, LeaseDeviceStore devices, Times times, Clock clock) {
        this.store = store;
        this.devices = devices;
        this.times = times;
        this.clock = clock;
    }

    @Override
    public String topic() {
        return "lease";
    }

    @Override
    public Permission readers(String kind) {
        return Permission.MANAGE_LEASES;
    }

    @Override
    public Optional<Letter> letter(AccountTx tx, Notice notice) {
        LeaseFacts lease = store.facts(tx, new LeaseId(notice.subjectId()));
        Instant now = clock.instant();
        return switch (notice.kind()) {
            case "lease:offered" -> Optional.of(lease)
                    .filter(offer -> stands(tx, offer, now))
                    .map(offer -> dated(offered(offer), "The offer stands until ", offer.offerExpiresAt()));
            case "lease:renewed" -> Optional.of(lease)
                    .filter(LeaseFacts::isRunning)
                    .map(this::renewed);
            case "lease:recalled" -> Optional.of(lease)
                    .filter(LeaseFacts::isRunning)
                    .map(this::recalled);
            case "lease:returned" -> Optional.of(returned(lease));
            case "lease:upperEnds" -> Optional.of(lease)
                    .filter(below -> below.isRunning() && below.endsWithUpper())
                    .filter(below -> notice.about().equals(below.upperEndsAt()))
                    .map(this::early);
            case "lease:upperEnded" -> Optional.of(lease)
                    .filter(below -> !below.isRunning())
                    .map(LeaseLetters::ended);
            case "lease:terminated" -> Optional.of(lease)
                    .filter(announced -> announced.terminatesAt() != null)
                    .map(this::terminated);
            default -> Optional.of(lease)
                    .filter(ending -> ending.isRunning() && notice.about().equals(ending.ends()))
                    .filter(ending -> now.isBefore(ending.ends()))
                    .map(ending -> dated(ending(ending, now), "It ends ", ending.ends()));
        };
    }

    /** What to know of a lease that is terminated, recalled, ending or about to. */
    Letter end(LeaseFacts lease, Instant now) {
        if (lease.terminatesAt() != null) {
            return lease.isTerminating(now) ? takenBack(lease) : terminated(lease);
        } else if (lease.waitsForCollection()) {
            return kept(lease);
        } else if (!lease.isRunning()) {
            return ended(lease);
        } else if (lease.endsWithUpper()) {
            return early(lease);
        } else if (lease.recalledAt() != null || lease.isRecalledInPart()) {
            return lease.given() ? recalledByUs(lease) : recalled(lease);
        } else {
            return ending(lease, now);
        }
    }

    private Letter terminated(LeaseFacts lease) {
        return new Letter(
                "The termination of the lease “" + lease.reference() + "” is announced",
                "%s takes the devices back from %s on %s: %s"
                        .formatted(
                                lease.lessorName(),
                                lease.lesseeName(),
                                times.exact(lease.terminatesAt()),
                                lease.endingReason()),
                path(lease));
    }

    private static Letter takenBack(LeaseFacts lease) {
        return new Letter(
                "The lease “" + lease.reference() + "” is terminated",
                lease.lessorName() + " is taking the devices back from " + lease.lesseeName() + ".",
                path(lease));
    }

    private static Letter kept(LeaseFacts lease) {
        return new Letter(
                "The lease “" + lease.reference() + "” is over, and its devices are not collected",
                lease.given()
                        ? "Collect them: " + lease.lesseeName() + " keeps them until then."
                        : "You keep them until " + lease.lessorName() + " collects them.",
                path(lease));
    }

    private static Letter ended(LeaseFacts lease) {
        return new Letter(
                "The lease “" + lease.reference() + "” has come to its end",
                (lease.endingReason() == null ? "" : lease.endingReason() + " ") + "Its devices go back to "
                        + lease.lessorName() + ".",
                path(lease));
    }

    private Letter early(LeaseFacts lease) {
        Letter letter = new Letter(
                "The lease “" + lease.reference() + "” ends early",
                lease.lessorName() + " has to give the devices back to whom it leases them from.",
                path(lease));
        return dated(
                letter, "They leave " + (lease.given() ? lease.lesseeName() : "you") + " by ", lease.upperEndsAt());
    }

    private static Letter returned(LeaseFacts lease) {
        String whole = lease.isRunning() ? "devices of the lease" : "the lease";
        String then =
                lease.keepsUntilCollected() ? "They stay there until you collect them." : "They come back to you now.";
        return new Letter(
                lease.lesseeName() + " returns " + whole + " “" + lease.reference() + "” early", then, path(lease));
    }

    private Letter recalledByUs(LeaseFacts lease) {
        boolean whole = lease.recalledAt() != null;
        Letter letter = new Letter(
                "You recalled " + (whole ? "" : "devices of ") + "the lease “" + lease.reference() + "”",
                "Its notice to " + lease.lesseeName() + " runs.",
                path(lease));
        boolean kept = lease.keepsUntilCollected();
        return whole
                ? dated(letter, kept ? "You may collect them " : "They come back ", lease.ends())
                : dated(letter, kept ? "You may collect the first " : "The first come back ", lease.leavesFirstAt());
    }

    Letter offered(LeaseFacts lease) {
        Letter letter = new Letter(
                lease.lessorName() + " offers you " + (lease.isRunning() ? "more devices in " : "") + "the lease “"
                        + lease.reference() + "”",
                "Accept all of its devices, part of them, or none, before the offer expires.",
                path(lease));
        return lease.endsWithUpper()
                ? dated(letter, "It ends early: the devices leave you by ", lease.upperEndsAt())
                : letter;
    }

    /** Said at 30, 7 and 1 days. */
    static Letter ending(LeaseFacts lease, Instant now) {
        boolean recalled = lease.recalledAt() != null;
        String days = Numbers.counted(daysLeft(lease, now), "day");
        return new Letter(
                "The " + (recalled ? "recalled " : "") + "lease “" + lease.reference() + "” ends within " + days,
                recalled ? afterRecall(lease) : afterTerm(lease),
                path(lease));
    }

    private static String afterTerm(LeaseFacts lease) {
        if (lease.given()) {
            return lease.keepsUntilCollected()
                    ? "Renew it, or collect its devices then."
                    : "Renew it, or its devices come back to you.";
        } else {
            return "Ask " + lease.lessorName() + " to renew it, or "
                    + (lease.keepsUntilCollected() ? "it collects your devices then." : "your devices go back.");
        }
    }

    private static String afterRecall(LeaseFacts lease) {
        if (lease.given()) {
            return (lease.keepsUntilCollected() ? "Collect its devices then," : "Its devices come back to you")
                    + " unless you take the recall back.";
        } else {
            return lease.keepsUntilCollected()
                    ? "You keep its devices until " + lease.lessorName() + " collects them."
                    : "Return its devices before, or they leave you by themselves.";
        }
    }

    static long daysLeft(LeaseFacts lease, Instant now) {
        return Duration.between(now, lease.ends()).toDays() + 1;
    }

    private boolean stands(AccountTx tx, LeaseFacts lease, Instant now) {
        return now.isBefore(lease.offerExpiresAt())
                && devices.counts(tx, lease.id()).getOrDefault("proposed", 0) > 0;
    }

    private Letter renewed(LeaseFacts lease) {
        String until = lease.ends() == null ? "It has no end now." : "It ends " + times.exact(lease.ends()) + " now.";
        return new Letter(lease.lessorName() + " renewed the lease “" + lease.reference() + "”", until, path(lease));
    }

    private Letter recalled(LeaseFacts lease) {
        if (lease.recalledAt() == null) {
            Letter letter = new Letter(
                    lease.lessorName() + " recalls devices of the lease “" + lease.reference() + "”",
                    "The lease goes on with the others. Look there which leave you, and when.",
                    path(lease));
            String first = lease.keepsUntilCollected() ? "The first may be collected " : "The first leave ";
            return lease.leavesFirstAt() == null ? letter : dated(letter, first, lease.leavesFirstAt());
        } else {
            String reason = lease.endingReason() == null ? "" : lease.endingReason() + " ";
            Letter letter = new Letter(
                    lease.lessorName() + " recalls the lease “" + lease.reference() + "”",
                    reason + afterRecall(lease),
                    path(lease));
            return dated(letter, "The notice is over ", lease.ends());
        }
    }

    /** A mail may be read late. */
    private Letter dated(Letter letter, String words, Instant time) {
        return new Letter(letter.title(), letter.detail() + " " + words + times.exact(time) + ".", letter.path());
    }

    private static String path(LeaseFacts lease) {
        return "leases/" + lease.id();
    }
}
