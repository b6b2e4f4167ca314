package io.slipway.realclients;

import io.slipway.testing.Sql;
import java.time.Duration;
import java.time.Instant;

/** In the middle of which step a replica is killed. */
enum KillMoment {
    /** A worker has devices to itself, and has done nothing yet. */
    CLAIMED(
            """
            select exists (select
                             from reassignment_device
                            where in_flight and state = 'planned' and claimed_until > now())
            """),
    /** The target knows devices that are on their old hub still. */
    PREPARED(
            """
            select exists (select
                             from reassignment_device as part
                             join hub_device on hub_device.hub_id = part.to_hub_id
                               and hub_device.device_id = part.from_device_id
                            where part.in_flight and part.state = 'planned')
            """),
    /** Devices are on their new hub, and the old one knows them still. */
    SWITCHED("select exists (select from departure)");

    private final String sql;

    KillMoment(String sql) {
        this.sql = sql;
    }

    /** Whether it came in time. */
    boolean await(Sql everything, Duration patience) {
        Instant end = Instant.now().plus(patience);
        while (Instant.now().isBefore(end)) {
            if (everything.<Boolean>value(sql)) {
                return true;
            }
        }
        return false;
    }

    /** What nobody has in hand any more. */
    static String left(Sql everything) {
        return everything
                .row(
                        """
                        select (select count(*) from reassignment_device where in_flight and claimed_until > now()) as claimed
                             , (select count(*)
                                  from reassignment_device as part
                                  join hub_device on hub_device.hub_id = part.to_hub_id
                                    and hub_device.device_id = part.from_device_id
                                 where part.in_flight and part.state = 'planned') as prepared
                             , (select count(*) from departure) as switched
                        """)
                .toString();
    }
}
