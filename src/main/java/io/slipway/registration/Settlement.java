package io.slipway.registration;

import io.quarkus.logging.Log;
import io.slipway.db.AccountId;
import io.slipway.spi.HubWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLState;

/**
 * Carries decisions out: the hub first, then one commit, then the answer. What a device is told has been committed.
 *
 * <p>A hub that takes longer than a device waits for leaves the device <em>assigning</em>: it is told to ask again, and the
 * answer is committed when the hub is done.
 */
@ApplicationScoped
class Settlement {
    private final Commits commits;
    private final HubWrites hubs;
    private final Assignments assignments;
    private final Departures departures;

    Settlement(Commits commits, HubWrites hubs, Assignments assignments, Departures departures) {
        this.commits = commits;
        this.hubs = hubs;
        this.assignments = assignments;
        this.departures = departures;
    }

    /** @param again takes a request that lost a race against another replica */
    void settle(AccountId account, List<Decision> decisions, Consumer<Pending> again) {
        Map<Boolean, List<Decision>> byHub = decisions.stream()
                .collect(Collectors.partitioningBy(decision -> decision.hub().isPresent()));
        commit(account, byHub.get(false), again);
        landings(byHub.get(true)).forEach(group -> new Landing(account, group, again).begin());
    }

    /** One write per hub; a device ID that two enrollments share goes into a write of its own. */
    private static List<List<Decision>> landings(List<Decision> decisions) {
        Map<List<Object>, List<Decision>> landings = new LinkedHashMap<>();
        Map<List<Object>, Integer> seen = new HashMap<>();
        for (Decision decision : decisions) {
            HubStep step = decision.hub().orElseThrow();
            int turn = seen.merge(List.of(step.hub().hubId(), step.identity().deviceId()), 1, Integer::sum);
            landings.computeIfAbsent(List.of(step.hub().hubId(), turn), any -> new ArrayList<>())
                    .add(decision);
        }
        return List.copyOf(landings.values());
    }

    private void commit(AccountId account, List<Decision> decisions, Consumer<Pending> again) {
        try {
            List<Decision> lost = commits.commit(account, decisions);
            lost.forEach(decision -> {
                decision.hub().ifPresent(decision.pending()::lost);
                tryAgain(account, decision.pending(), again);
            });
            departures.begin(
                    account,
                    decisions.stream()
                            .filter(decision -> !lost.contains(decision))
                            .flatMap(decision -> decision.departures().stream())
                            .toList());
        } catch (RuntimeException e) {
            commitSingly(account, decisions, again, e);
        }
    }

    /** What keeps one from being committed, such as a hub link that ended meanwhile, must not keep the others. */
    private void commitSingly(
            AccountId account, List<Decision> decisions, Consumer<Pending> again, RuntimeException refused) {
        if (decisions.size() > 1) {
            decisions.forEach(decision -> commit(account, List.of(decision), again));
        } else if (isReference(refused)) {
            decisions
                    .get(0)
                    .hub()
                    .ifPresent(step -> takeBack(account, decisions.get(0).pending(), step));
            tryAgain(account, decisions.get(0).pending(), again);
        } else {
            Log.error("A registration could not be committed; the device is told to try again", refused);
            decisions.get(0).pending().complete(RegistrationAnswer.Refused.UNAVAILABLE);
        }
    }

    private void takeBack(AccountId account, Pending pending, HubStep step) {
        Departure stray = Departure.of(pending, step.hub(), step.identity().deviceId());
        if (!departures.takeBack(account, stray)) {
            pending.lost(step);
        }
    }

    private static boolean isReference(RuntimeException refused) {
        return refused.getCause() instanceof SQLException cause
                && PSQLState.FOREIGN_KEY_VIOLATION.getState().equals(cause.getSQLState());
    }

    private void tryAgain(AccountId account, Pending pending, Consumer<Pending> again) {
        if (pending.mayTryAgain()) {
            again.accept(pending);
        } else {
            giveUp(
                    account,
                    pending,
                    new RegistrationAnswer.Refused(
                            Refusal.CHANGED_MEANWHILE,
                            "Precondition failed. The device registered elsewhere meanwhile."));
        }
    }

    /** What the request has left at hubs is removed from there. */
    void giveUp(AccountId account, Pending pending, RegistrationAnswer.Refused answer) {
        if (pending.hasStrays()) {
            commits.strays(account, pending);
        }
        pending.complete(answer);
    }

    /** Devices on their way to one hub. */
    private final class Landing {
        private final AccountId account;
        private final Consumer<Pending> again;
        private List<Decision> decisions;
        private boolean landed;

        Landing(AccountId account, List<Decision> decisions, Consumer<Pending> again) {
            this.account = account;
            this.decisions = decisions;
            this.again = again;
        }

        void begin() {
            hubs.put(
                    decisions.stream()
                            .map(decision -> decision.hub().orElseThrow())
                            .toList(),
                    this::land,
                    this::delay);
        }

        private synchronized void land(List<HubWrite> writes) {
            landed = true;
            List<Decision> settled = new ArrayList<>();
            for (int i = 0; i < writes.size(); i++) {
                settled.add(settled(decisions.get(i), writes.get(i)));
            }
            commit(account, settled, again);
        }

        private synchronized void delay(long seconds) {
            if (!landed) {
                Log.infof(
                        "A hub has not answered for %d s; %d devices are told to ask again", seconds, decisions.size());
                decisions = commits.assigning(account, decisions);
            }
        }

        private Decision settled(Decision decision, HubWrite write) {
            HubStep step = decision.hub().orElseThrow();
            return write.isDone()
                    ? decision
                    : assignments.failed(
                            decision.pending(),
                            decision.holding(),
                            step.device(),
                            step.admitted(),
                            Assignments.HUB_REFUSED,
                            write.failure());
        }
    }
}
