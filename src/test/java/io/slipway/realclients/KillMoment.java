package io.slipway.realclients;

import static org.awaitility.Awaitility.await;

import io.slipway.testing.Sql;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * In the middle of which step a replica is killed. Whoever comes to that step asks the database for a lock, and waits there
 * while the test has it; so it is really there when it is killed.
 */
enum KillMoment {
    /** A lessee accepts, and has no answer yet. */
    ACCEPTED("before update on lease_device for each row when (old.state = 'proposed' and new.state = 'starting')"),
    /** A lessee gives devices back, and has no answer yet. */
    RETURNED("before update on lease for each row when (old.state = 'active' and new.state = 'ending')"),
    /** Somebody starts a plan, and has no answer yet. */
    STARTED("before update on reassignment for each row when (old.state = 'planned' and new.state = 'scheduled')"),
    /** Somebody pauses a reassignment, and has no answer yet. */
    PAUSED("before update on reassignment for each row when (old.state <> 'paused' and new.state = 'paused')"),
    /** Somebody lets a reassignment go on, and has no answer yet. */
    RESUMED("before update on reassignment for each row when (old.state = 'paused' and new.state = 'scheduled')"),
    /** Somebody plans the way back, and has no answer yet. */
    UNDONE("before insert on reassignment for each row when (new.purpose = 'undo' and new.state = 'planned')"),
    /** A lease is accepted, and no device is on its way yet. */
    HANDING_OVER("before insert on reassignment for each row when (new.purpose = 'leaseStart')"),
    /** A lease comes to its end, and no device is on its way back yet. */
    TAKING_BACK("before insert on reassignment for each row when (new.purpose = 'leaseEnd')"),
    /** Devices are on a hub of their next holder's, and it is being noted that they left their lessee's hands. */
    PASSED_ON("before update on lease_device for each row when (old.state = 'ending' and new.state = 'ended')"),
    /** A lease has no devices any more, and it is being noted that it is over. */
    LEASE_OVER("before update on lease for each row when (new.state = 'ended')"),
    /** A worker has devices to itself, and the target knows none of them yet. */
    CLAIMED("before insert on hub_device for each statement"),
    /** The target knows devices that are on their old hub still. */
    PREPARED("before update on device for each row when (old.hub_id is distinct from new.hub_id)"),
    /** Devices are on their new hub, and the old one knows them still. */
    SWITCHED("before delete on hub_device for each statement"),
    /** The old hub has forgotten them, and nobody has noted that. */
    FORGOTTEN("before delete on departure for each statement"),
    /** Nothing is left to be done for devices, which their steps do not say yet. */
    RELEASED(
            "before update on reassignment_device for each row when (old.state = 'switched' and new.state = 'released')"),
    /** A wave is through, and the next one begins. */
    NEXT_WAVE("before update on reassignment for each row when (new.wave > old.wave)"),
    /** A device registers at its new hub for the first time, and has no answer yet. */
    REGISTERED("before update on device for each row when (old.awaited and not new.awaited)"),
    /** Devices have registered at their new hub, and it is being noted. */
    ARRIVED(
            "before update on reassignment_device for each row when (old.state = 'released' and new.state = 'arrived')"),
    /** Devices have not registered in time, and none is on its way back yet. */
    NOT_ARRIVED("before insert on reassignment for each row when (new.purpose = 'takeBack')"),
    /** Somebody has cancelled, and devices are being taken back. */
    CANCELLED(
            "before update on reassignment_device for each row when (old.state = 'planned' and new.state = 'cancelled')"),
    /** What was to be rolled back is cancelled, and the way back begins. */
    ROLLED_BACK("before insert on reassignment for each row when (new.purpose = 'undo' and new.state = 'scheduled')");

    /** Those at which a company waits for its answer. */
    static final Set<KillMoment> ASKED = EnumSet.of(ACCEPTED, RETURNED, STARTED, PAUSED, RESUMED, UNDONE);

    /** Those that are not for whoever moves devices, so that a replica can be there and at a move at the same time. */
    static final Set<KillMoment> BESIDE =
            EnumSet.of(HANDING_OVER, TAKING_BACK, LEASE_OVER, REGISTERED, ARRIVED, NOT_ARRIVED);

    /** Those that every move comes to by itself. */
    static final List<KillMoment> OF_MOVES = List.of(CLAIMED, PREPARED, SWITCHED, FORGOTTEN, RELEASED);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOCKS = 4711;

    private final String step;

    KillMoment(String step) {
        this.step = step;
    }

    /** Makes every step ask. */
    static void install(Sql everything) {
        everything.update(
                """
                create function hold_at_moment() returns trigger language plpgsql as $$
                begin
                  perform pg_advisory_xact_lock_shared(%d, cast(tg_argv[0] as int));
                  if tg_level = 'STATEMENT' then
                    return null;
                  elsif tg_op = 'DELETE' then
                    return old;
                  end if;
                  return new;
                end $$
                """
                        .formatted(LOCKS));
        for (KillMoment moment : values()) {
            everything.update("create trigger hold_%s %s execute function hold_at_moment(%d)"
                    .formatted(moment.name().toLowerCase(), moment.step, moment.ordinal()));
        }
    }

    /** Whoever comes to this step meanwhile stays there. */
    void during(Sql everything, Runnable meanwhile) {
        everything.uncommitted(meanwhile, "select pg_advisory_xact_lock(?, ?)", LOCKS, ordinal());
    }

    /** By the names of their connections, those that are at this step; waits until there is one. */
    List<String> awaitSomebody(Sql everything) {
        return await(name())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> there(everything), names -> !names.isEmpty());
    }

    private List<String> there(Sql everything) {
        return everything
                .rows(
                        """
                        select distinct application_name
                          from pg_locks
                          join pg_stat_activity using (pid)
                         where locktype = 'advisory'
                           and not granted
                           and classid = ?
                           and objid = ?
                           and datname = current_database()
                        """,
                        LOCKS,
                        ordinal())
                .stream()
                .map(row -> (String) row.get("application_name"))
                .toList();
    }
}
