package io.slipway.registration;

import io.quarkus.logging.Log;
import io.slipway.db.AccountId;
import io.slipway.spi.HubWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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

    Settlement(Commits commits, HubWrites hubs, Assignments assignments) {
        this.commits = commits;
        this.hubs = hubs;
        this.assignments = assignments;
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

    /** Returns what was committed; the others were told so or are tried again. */
    private List<Decision> commit(AccountId account, List<Decision> decisions, Consumer<Pending> again) {
        try {
            List<Decision> lost = commits.commit(account, decisions);
            lost.forEach(decision -> tryAgain(decision.pending(), again));
            return decisions.stream()
                    .filter(decision -> !lost.contains(decision))
                    .toList();
        } catch (RuntimeException e) {
            Log.errorf(
                    e, "%d registrations could not be committed; the devices are told to try again", decisions.size());
            decisions.forEach(decision -> decision.pending().complete(RegistrationAnswer.Refused.UNAVAILABLE));
            return List.of();
        }
    }

    private static void tryAgain(Pending pending, Consumer<Pending> again) {
        if (pending.mayTryAgain()) {
            again.accept(pending);
        } else {
            pending.complete(new RegistrationAnswer.Refused(
                    Refusal.CHANGED_MEANWHILE, "Precondition failed. The device registered elsewhere meanwhile."));
        }
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
            hubs.leave(commit(account, settled, again).stream()
                    .flatMap(decision -> decision.hub().stream())
                    .filter(step -> step.left().isPresent())
                    .toList());
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
                            step.device(),
                            step.admitted(),
                            Assignments.HUB_REFUSED,
                            write.failure());
        }
    }
}
