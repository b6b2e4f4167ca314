package io.slipway.hub;

import io.slipway.db.AccountTx;
import io.slipway.web.Numbers;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Ending a link to a hub that is gone for good. Otherwise the link waits for ever until its hub has forgotten the devices that
 * left it; so somebody says that it need not.
 *
 * <p>Either company may, but only for its own wish that the link ends, and the other reads it in its trail. Neither takes
 * anything from the other: no device is there any more, the hub's company decides anyway what its hub knows, and a hub that
 * answers is asked to forget first ({@link HubLinkEndingJob}). Who takes its wish back takes this back with it.
 */
@ApplicationScoped
class HubLinkAbandonments {
    /** The hub's host name typed out. */
    public record Abandonment(
            @Schema(description = "The hub's host name, typed out", examples = "northwind-west.hub.example.org")
                    String confirmation) {}

    private final HubLinkEndings endings;
    private final HubLinkStore store;
    private final Clock clock;

    HubLinkAbandonments(HubLinkEndings endings, HubLinkStore store, Clock clock) {
        this.endings = endings;
        this.store = store;
        this.clock = clock;
    }

    /** The link ends as soon as the hub has been asked often enough, and what it has not forgotten by then stays there. */
    HubLinkFacts abandon(HubLinkSide side, Abandonment abandonment) {
        return endings.in(side, side.managing(), (tx, link) -> {
            HubLinkUse use = store.use(tx, link, HubUse.COUNTED);
            requireEnding(tx, link);
            requireLeft(use, store.coming(tx, link));
            requireTyped(store.facts(tx, link.id()), abandonment);
            if (!link.isAbandonedBy(tx.account())) {
                link.abandon(tx.account(), clock.instant());
                endings.record(tx, "hubLink.abandoned", link, null, Map.of("identities", use.departures()));
            }
            return store.facts(tx, link.id());
        });
    }

    private static void requireEnding(AccountTx tx, HubLink link) {
        if (!link.isEndedBy(tx.account())) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "Your company has not said that this link is to end. Let it end once it is empty first.");
        }
    }

    private static void requireLeft(HubLinkUse use, long coming) {
        if (use.devices() > 0) {
            throw new Problem(
                    ProblemType.IN_USE,
                    "%s of the scope %s on the hub. Move %s first: only what has left a hub can be given up with it.",
                    Numbers.counted(use.devices(), "device"),
                    use.devices() == 1 ? "is" : "are",
                    use.devices() == 1 ? "it" : "them");
        } else if (coming > 0) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "%s %s on the way to the hub. Cancel that reassignment, or wait until it is over.",
                    Numbers.counted(coming, "device"),
                    coming == 1 ? "is" : "are");
        } else if (use.departures() == 0) {
            throw new Problem(ProblemType.CONFLICT, "The hub has nothing left to forget. The link ends by itself.");
        }
    }

    private static void requireTyped(HubLinkFacts link, Abandonment abandonment) {
        if (abandonment == null || !link.hostName().equals(abandonment.confirmation())) {
            throw Problem.invalid("confirmation", "Type the hub's host name to confirm.");
        }
    }
}
