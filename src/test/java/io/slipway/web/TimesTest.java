package io.slipway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:41:00Z");
    private final Times times = new Times(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void the_largest_fitting_unit_is_spelled_out() {
        assertEquals("just now", times.relative(NOW.minusSeconds(9)));
        assertEquals("1 minute ago", times.relative(NOW.minusSeconds(119)));
        assertEquals("47 hours ago", times.relative(NOW.minus(Duration.ofHours(47))));
        assertEquals("in 12 days", times.relative(NOW.plus(Duration.ofDays(12))));
        assertEquals("3 months ago", times.relative(NOW.minus(Duration.ofDays(100))));
        assertEquals("in 2 years", times.relative(NOW.plus(Duration.ofDays(740))));
    }

    @Test
    void the_exact_time_is_utc_and_says_so() {
        assertEquals("23 Nov 2026, 09:41:00 UTC", times.exact(NOW.atOffset(ZoneOffset.ofHours(5))));
    }

    @Test
    void a_term_expires_at_its_end_and_is_expiring_for_thirty_days_before() {
        Instant start = NOW.minus(Duration.ofDays(335));

        assertEquals("valid", times.validity(start, NOW.plus(Duration.ofDays(31))));
        assertEquals("expiring", times.validity(start, NOW.plus(Duration.ofDays(29))));
        assertEquals("expired", times.validity(start, NOW));
        assertEquals("pending", times.validity(NOW.plusSeconds(1), NOW.plusSeconds(2)));
        assertEquals(92, times.elapsed(start, NOW.plus(Duration.ofDays(29))));
    }
}
