package io.slipway.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.slipway.db.AccountId;
import io.slipway.scope.ScopeId;
import io.slipway.testing.ServerZone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day of a term or a notice has 24 hours, also while clocks are put forward where the server stands. */
class ExactDaysTest {
    private static final Duration HALF_A_DAY = Duration.ofHours(12);
    private static final Instant AGREED = Instant.parse("2026-11-29T00:00:00Z");
    private ServerZone berlin;
    private Instant change;

    @BeforeEach
    void clocks_are_put_forward() {
        berlin = ServerZone.of("Europe/Berlin");
        change = berlin.nextGapInUtc(AGREED);
    }

    @AfterEach
    void the_server_is_where_it_was() {
        berlin.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 7, 1})
    void an_end_is_told_so_many_times_24_hours_before(int days) {
        Standing lease = lease(change.plus(HALF_A_DAY), null, 0);
        Instant told = change.plus(HALF_A_DAY).minus(Duration.ofHours(24L * days));

        assertEquals(Optional.of(days), lease.daysToTell(told));
        assertNotEquals(Optional.of(days), lease.daysToTell(told.minusSeconds(1)));
        assertEquals(told, lease.next(told.minusSeconds(1)));
    }

    @Test
    void a_recall_takes_effect_so_many_times_24_hours_later() {
        Instant recalled = change.minus(HALF_A_DAY);

        assertEquals(
                recalled.plus(Duration.ofHours(24 * 30)),
                lease(null, recalled, 30).lastsUntil());
    }

    @Test
    void a_claimed_device_is_held_for_so_many_times_24_hours() {
        Instant claimed = change.minus(HALF_A_DAY);

        assertEquals(
                claimed.plus(Duration.ofHours(24 * 90)),
                claim(90).terms(claimed).endsAt());
    }

    private static ClaimedDevice claim(int termDays) {
        return new ClaimedDevice(
                UUID.randomUUID(),
                "Kiosks",
                account(),
                scope(),
                "kiosk-1",
                "kiosk-1",
                List.of(),
                termDays,
                30,
                "return",
                null,
                AGREED);
    }

    private static Standing lease(Instant endsAt, Instant recalledAt, int noticeDays) {
        return new Standing(
                UUID.randomUUID(),
                scope(),
                account(),
                account(),
                account(),
                null,
                0,
                "Cafés",
                "active",
                null,
                endsAt,
                noticeDays,
                AGREED,
                "return",
                null,
                null,
                recalledAt,
                null,
                AGREED,
                AGREED,
                null,
                null,
                null,
                null,
                0,
                0,
                1,
                0,
                0);
    }

    private static AccountId account() {
        return new AccountId(UUID.randomUUID());
    }

    private static ScopeId scope() {
        return new ScopeId(UUID.randomUUID());
    }
}
