package io.slipway.reassignment;

import static io.slipway.account.Permission.REASSIGN;

import io.slipway.account.Acting;
import io.slipway.db.AccountTx;
import io.slipway.hub.HubLinkEndings;
import io.slipway.hub.HubLinkFacts;
import io.slipway.hub.HubLinkSide;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Ending hub links with their devices moved elsewhere first, as one plan. */
@ApplicationScoped
class Clearings {
    /** A link that is to end, and where its devices may go. */
    record Leaving(HubLinkFacts link, List<Target> targets, Clearing clearing) {}

    private final Acting acting;
    private final HubLinkEndings endings;
    private final ClearingStore store;
    private final TargetStore targets;
    private final Plans plans;
    private final Reassignments reassignments;

    Clearings(
            Acting acting,
            HubLinkEndings endings,
            ClearingStore store,
            TargetStore targets,
            Plans plans,
            Reassignments reassignments) {
        this.acting = acting;
        this.endings = endings;
        this.store = store;
        this.targets = targets;
        this.plans = plans;
        this.reassignments = reassignments;
    }

    /** What it would do; nothing is changed. An empty target counts what could be moved anywhere. */
    Leaving preview(HubLinkSide side, String targetHub) {
        acting.require(side.account(), side.viewing());
        return acting.in(side.account(), REASSIGN, tx -> {
            HubLinkFacts link = endings.facts(tx, side);
            List<Target> open = targets(tx, link);
            return new Leaving(link, open, clearing(tx, link, chosen(open, targetHub)));
        });
    }

    /** No new device comes, those that the company may move go, and the link ends once its hub is empty: all of it or nothing. */
    Overview start(HubLinkSide side, ClearingDetails details) {
        acting.require(side.account(), side.managing());
        return acting.in(side.account(), REASSIGN, tx -> {
            HubLinkFacts link = endings.endOnceEmpty(tx, side);
            String why = "The link from %s to %s ends".formatted(link.scope(), link.hub());
            ReassignmentDetails asked = details.of(link.idScope(), link.hostName(), why);
            asked.check();
            Overview plan = plans.plan(tx, asked);
            requireStartable(plan, "Let the link end once it is empty");
            return reassignments.start(tx, plan);
        });
    }

    private List<Target> targets(AccountTx tx, HubLinkFacts link) {
        return targets.elsewhere(tx, link.idScope(), link.hostName());
    }

    static UUID chosen(List<Target> open, String targetHub) {
        return targetHub == null || targetHub.isBlank()
                ? null
                : open.stream()
                        .filter(target -> target.hostName().equalsIgnoreCase(targetHub.strip()))
                        .findFirst()
                        .map(Target::hubId)
                        .orElseThrow(() -> Problem.invalid(
                                "targetHub",
                                "No other hub with this host name is linked to the scope and open to you."));
    }

    private Clearing clearing(AccountTx tx, HubLinkFacts link, UUID target) {
        List<Breakdown> own = store.own(tx, link.idScope(), link.hostName(), target);
        List<Breakdown> others = store.others(tx, link.idScope(), link.hostName());
        long unseen = Math.max(0, link.devices() - total(own) - total(others));
        return new Clearing(
                own.stream()
                        .filter(part -> part.name() == null)
                        .mapToInt(Breakdown::devices)
                        .sum(),
                own.stream().filter(part -> part.name() != null).toList(),
                others,
                unseen,
                unseen > 0 ? link.scopeCompany() : null);
    }

    private static int total(List<Breakdown> parts) {
        return parts.stream().mapToInt(Breakdown::devices).sum();
    }

    static void requireStartable(Overview plan, String instead) {
        if (plan.counts().getOrDefault("planned", 0) == 0) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "None of the devices on this hub is yours to move. %s, and ask whoever holds them to move them.",
                    instead);
        } else if (plan.reassignment().needsApproval()) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Your company wants a second person for so many devices. Plan the reassignment by itself and have it"
                            + " approved first. %s.",
                    instead);
        }
    }
}
