package io.slipway.testing;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.TimeZone;

/** Another time zone for the server, until it is closed. */
public final class ServerZone implements AutoCloseable {
    private final TimeZone before = TimeZone.getDefault();
    private final ZoneId zone;

    private ServerZone(ZoneId zone) {
        this.zone = zone;
    }

    public static ServerZone of(String name) {
        ServerZone server = new ServerZone(ZoneId.of(name));
        TimeZone.setDefault(TimeZone.getTimeZone(server.zone));
        return server;
    }

    /** Where its clocks are put forward next: a time that they never show. */
    public LocalDateTime nextGap(Instant after) {
        ZoneOffsetTransition change = zone.getRules().nextTransition(after);
        return change.isGap() ? change.getDateTimeBefore() : nextGap(change.getInstant());
    }

    /** The same, read as UTC. */
    public Instant nextGapInUtc(Instant after) {
        return nextGap(after).toInstant(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        TimeZone.setDefault(before);
    }
}
