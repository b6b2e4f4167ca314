package io.slipway.lease;

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
            case "lease:terminated" -> Optional.of(lease)
                    .filter(announced -> announced.terminatesAt() != null)
                    .map(announced -> dated(terminated(announced), "They leave you ", announced.terminatesAt()));
            default -> Optional.of(lease)
                    .filter(ending -> ending.isRunning() && notice.about().equals(ending.ends()))
                    .filter(ending -> now.isBefore(ending.ends()))
                    .map(ending -> dated(ending(ending, now), "It ends ", ending.ends()));
        };
    }

    static Letter terminated(LeaseFacts lease) {
        return new Letter(
                "The lease “" + lease.reference() + "” is terminated in a day",
                lease.lessorName() + " takes the devices back from " + lease.lesseeName() + ": " + lease.endingReason(),
                path(lease));
    }

    static Letter offered(LeaseFacts lease) {
        return new Letter(
                lease.lessorName() + " offers you the lease “" + lease.reference() + "”",
                "Accept all of its devices, part of them, or none, before the offer expires.",
                path(lease));
    }

    /** Said at 30, 7 and 1 days. */
    static Letter ending(LeaseFacts lease, Instant now) {
        long days = daysLeft(lease, now);
        return new Letter(
                "The lease “" + lease.reference() + "” ends within " + Numbers.counted(days, "day"),
                lease.given()
                        ? "Renew it, or its devices come back to you."
                        : "Ask " + lease.lessorName() + " to renew it, or your devices go back.",
                path(lease));
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
            return new Letter(
                    lease.lessorName() + " recalls devices of the lease “" + lease.reference() + "”",
                    "The lease goes on with the others. Look there which leave you, and when.",
                    path(lease));
        } else {
            String reason = lease.endingReason() == null ? "" : lease.endingReason() + " ";
            Letter letter = new Letter(
                    lease.lessorName() + " recalls the lease “" + lease.reference() + "”",
                    reason + "Return its devices before, or they leave you by themselves.",
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
