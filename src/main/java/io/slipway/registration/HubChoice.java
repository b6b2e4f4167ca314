package io.slipway.registration;

import io.slipway.hub.LinkedHub;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Why a device is where it is, and where it would go if it registered now.
 *
 * @param source what lets the device in and so decides: {@code enrollment}, {@code group}, or {@code scope} if nothing does
 * @param policy null for a leased device: its holder's hubs are chosen from by their weights
 * @param named host names its enrollment or group keeps to, empty for all
 * @param updates whether its enrollment or group lets it change its hub when it registers again
 * @param leaseId of a leased device, else null
 * @param refusal why it would not be let in at all, null if it would
 * @param now what would be decided now, or were it let in
 * @param then what would be decided under the other settings that were asked for, null if none were
 */
public record HubChoice(
        String registrationId,
        String source,
        String policy,
        List<String> named,
        boolean updates,
        boolean leased,
        UUID leaseId,
        boolean pinned,
        String currentHub,
        String refusal,
        Outcome now,
        Outcome then) {
    /**
     * One decision, hub by hub.
     *
     * @param hub host name of the hub it goes to, null if there is none
     * @param reason why it goes to none, or not yet; else null
     */
    public record Outcome(String hub, String reason, List<Candidate> hubs) {
        /** @param shown the same with the hubs only that whoever asks may know of */
        static Outcome of(Allocation.Question asked, Allocation.Question shown) {
            Optional<LinkedHub> chosen = Allocation.choose(shown);
            String reason = chosen.map(hub -> departing(asked, hub)).orElseGet(() -> Assignments.noHub(asked));
            return new Outcome(
                    chosen.map(LinkedHub::hostName).orElse(null),
                    reason.isEmpty() ? null : reason,
                    candidates(shown, chosen.orElse(null)));
        }

        static List<Candidate> candidates(Allocation.Question asked, LinkedHub chosen) {
            return asked.hubs().stream()
                    .map(hub -> Candidate.of(hub, asked, Optional.ofNullable(chosen)))
                    .toList();
        }

        private static String departing(Allocation.Question asked, LinkedHub hub) {
            return asked.holding().departing().contains(hub.hubId().value())
                    ? "The hub has still to forget the device, which is asked to come again until it has."
                    : "";
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
