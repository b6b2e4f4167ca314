package io.slipway.db;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** The clock everything asks, so that a test can move it. */
class SystemClock {
    @Produces
    @Singleton
    Clock clock() {
        // As fine as PostgreSQL keeps it, so that what was answered once is answered again to the last digit.
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
