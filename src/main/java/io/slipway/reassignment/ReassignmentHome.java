package io.slipway.reassignment;

import static io.slipway.account.Permission.VIEW_REASSIGNMENTS;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import io.slipway.web.Numbers;
import io.slipway.web.Times;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is on its way, what got stuck, and what waits for a second person. */
@ApplicationScoped
class ReassignmentHome implements HomeSection {
    private static final int PLACE = 25;
    private final ReassignmentStore store;
    private final Times times;

    ReassignmentHome(ReassignmentStore store, Times times) {
        this.store = store;
        this.times = times;
    }

    @Override
    public Permission needs() {
        return VIEW_REASSIGNMENTS;
    }

    @Override
    public int place() {
        return PLACE;
    }

    @Override
    public List<Attention> items(AccountTx tx) {
        return store.unfinished(tx).stream().map(this::attention).toList();
    }

    private Attention attention(Reassignment row) {
        String path = "reassignments/" + row.reassignmentId();
        String devices = Numbers.grouped(row.devices());
        return switch (row.state()) {
            case "planned" -> new Attention(
                    Severity.WAIT,
                    "A reassignment needs a second person",
                    "Somebody who did not plan it has to approve it before it can be started.",
                    path,
                    devices);
            case "paused" -> new Attention(
                    Severity.WARNING,
                    "A reassignment is paused",
                    row.pausedBecause() == null ? "Resume it, or roll it back." : row.pausedBecause(),
                    path,
                    devices);
            case "scheduled" -> new Attention(Severity.WAIT, "A reassignment is to begin", begins(row), path, devices);
            default -> new Attention(Severity.WAIT, "A reassignment is under way", "Watch it go.", path, devices);
        };
    }

    private String begins(Reassignment row) {
        return row.startsAt() == null ? "It begins at once." : "It begins on " + times.exact(row.startsAt()) + ".";
    }
}
