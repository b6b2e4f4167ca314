package io.slipway.registration;

import io.slipway.hub.LinkedHub;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a device is where it is, and where it would go if it registered now.
 *
 * @param source what lets the device in and so decides: {@code enrollment}, {@code group}, or {@code scope} if nothing does
 * @param policy null for a leased device: its holder's hubs are chosen from by their weights
 * @param named host names its enrollment or group keeps to, empty for all
 * @param updates whether its enrollment or group lets it change its hub when it registers again
 * @param now what would be decided now
 * @param then what would be decided under the other settings that were asked for, null if none were
 */
public record HubChoice(
        String registrationId,
        String source,
        String policy,
        List<String> named,
        boolean updates,
        boolean leased,
        boolean pinned,
        String currentHub,
        Outcome now,
        Outcome then) {
    /**
     * One decision, hub by hub.
     *
     * @param hub host name of the hub it goes to, null if there is none
     */
    public record Outcome(String hub, List<Candidate> hubs) {
        static Outcome of(Allocation.Question asked) {
            Optional<LinkedHub> chosen = Allocation.choose(asked);
            return new Outcome(
                    chosen.map(LinkedHub::hostName).orElse(null),
                    asked.hubs().stream()
                            .map(hub -> Candidate.of(hub, asked, chosen))
                            .toList());
        }
    }

    /**
     * A hub with the reason why it was taken, or not.
     *
     * @param score of the weighted rendezvous; the highest candidate wins
     * @param current whether the device is here
     */
    public record Candidate(
            String hub,
            int weight,
            String health,
            HubStanding standing,
            String reason,
            double score,
            boolean chosen,
            boolean current) {
        static Candidate of(LinkedHub hub, Allocation.Question asked, Optional<LinkedHub> chosen) {
            HubStanding standing = Allocation.standing(hub, asked);
            boolean isChosen = chosen.filter(hub::equals).isPresent();
            return new Candidate(
                    hub.hostName(),
                    hub.weight(),
                    hub.health(),
                    standing,
                    isChosen && standing == HubStanding.CANDIDATE
                            ? "Of the hubs that take part it has the highest score."
                            : standing.isTaken() && !isChosen ? beaten(standing) : standing.sentence(),
                    Allocation.score(hub, asked.registrationId()),
                    isChosen,
                    hub.hubId().value().equals(asked.currentHubId()));
        }

        private static String beaten(HubStanding standing) {
            return standing == HubStanding.CANDIDATE
                    ? "It takes part, and another hub goes before it."
                    : standing.sentence() + " Another hub goes before it.";
        }
    }

    /** Whether the other settings would send it elsewhere than it would go now. */
    public boolean isChanged() {
        return then != null && !Objects.equals(now.hub(), then.hub());
    }
}
