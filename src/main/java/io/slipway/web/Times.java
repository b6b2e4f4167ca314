package io.slipway.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Times as people say them, next to the exact one. Templates read it as {@code inject:times}, mostly through a tag. */
@ApplicationScoped
@Named("times")
public class Times {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Clock clock;

    Times(Clock clock) {
        this.clock = clock;
    }

    /** "3 minutes ago", "in 12 days", "just now". */
    public String relative(Object time) {
        Duration distance = Duration.between(clock.instant(), instant(time));
        String words = spelled(distance.abs());
        if (distance.abs().compareTo(Duration.ofSeconds(10)) < 0) {
            return "just now";
        } else {
            return distance.isNegative() ? words + " ago" : "in " + words;
        }
    }

    /** "23 Nov 2026, 01:25:04 UTC". */
    public String exact(Object time) {
        return EXACT.format(instant(time));
    }

    /** "23 Nov 2026". */
    public String day(Object time) {
        return DAY.format(instant(time));
    }

    /** For the datetime attribute and for machines. */
    public String iso(Object time) {
        return DateTimeFormatter.ISO_INSTANT.format(instant(time));
    }

    /** "2 hours", "12 days": the largest unit that fits, spelled out. */
    public String spelled(Duration duration) {
        long seconds = duration.abs().toSeconds();
        long days = seconds / 86_400;
        if (seconds < 60) {
            return counted(seconds, "second");
        } else if (seconds < 3_600) {
            return counted(seconds / 60, "minute");
        } else if (days < 2) {
            return counted(seconds / 3_600, "hour");
        } else if (days < 60) {
            return counted(days, "day");
        } else {
            return days < 730 ? counted(days / 30, "month") : counted(days / 365, "year");
        }
    }

    /** How much of a term is over now, 0 to 100. */
    public int elapsed(Object from, Object until) {
        long whole = Math.max(1, Duration.between(instant(from), instant(until)).toSeconds());
        long gone = Duration.between(instant(from), clock.instant()).toSeconds();
        return (int) Math.max(0, Math.min(100, gone * 100 / whole));
    }

    /** The word for a term's state: pending, valid, expiring (within 30 days), expired. */
    public String validity(Object from, Object until) {
        Instant now = clock.instant();
        if (now.isBefore(instant(from))) {
            return "pending";
        } else if (!now.isBefore(instant(until))) {
            return "expired";
        } else {
            return now.plus(Duration.ofDays(30)).isAfter(instant(until)) ? "expiring" : "valid";
        }
    }

    private static Instant instant(Object time) {
        if (time instanceof Instant instant) {
            return instant;
        } else if (time instanceof OffsetDateTime dateTime) {
            return dateTime.toInstant();
        } else {
            return time instanceof TemporalAccessor other ? Instant.from(other) : Instant.parse(String.valueOf(time));
        }
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
