package io.slipway.realclients;

import java.util.Map;

/** What companies ask for while a replica is killed: once without an answer, and then again. */
final class Askings {
    /** @param again as if it had never been asked for, at another replica */
    record Asking(String company, String path, Map<String, ?> body, Runnable again) {}

    private final FleetActs acts;
    private final HubFaults faults;

    Askings(FleetActs acts, HubFaults faults) {
        this.acts = acts;
        this.faults = faults;
    }

    Asking of(KillMoment moment, Batch batch) {
        return switch (moment) {
            case ACCEPTED -> acceptance(batch);
            case RETURNED -> new Asking(
                    batch.holder(), batch.leaseAddress("returns"), Map.of(), () -> acts.giveBack(batch));
            case STARTED -> start(batch);
            case PAUSED -> pause(batch);
            case RESUMED -> resumption(batch);
            case UNDONE -> ofReassignment(batch, batch.undoable, "undos", () -> acts.undo(batch));
            default -> throw new IllegalArgumentException(moment + " is not asked for");
        };
    }

    private Asking acceptance(Batch batch) {
        FleetActs.Offer offer = acts.offer(batch);
        return new Asking(
                offer.lessee(),
                batch.leaseAddress("acceptances"),
                Map.of("defaultHub", offer.hub()),
                () -> acts.accept(batch, offer));
    }

    private Asking start(Batch batch) {
        FleetActs.Plan plan = acts.plan(batch, acts.otherHub(batch), 1);
        return ofReassignment(batch, plan.id(), "starts", () -> acts.start(batch, plan));
    }

    private Asking pause(Batch batch) {
        String id = heldUp(batch);
        return ofReassignment(batch, id, "pauses", () -> acts.pause(batch, id));
    }

    private Asking resumption(Batch batch) {
        String id = heldUp(batch);
        acts.pause(batch, id);
        return ofReassignment(batch, id, "resumptions", () -> acts.resume(id));
    }

    /** A reassignment that does not end before its target is well again. */
    private String heldUp(Batch batch) {
        String target = acts.otherHub(batch);
        faults.set(target, HubFaults.Fault.AWAY);
        return acts.move(batch, target, 1);
    }

    private static Asking ofReassignment(Batch batch, String id, String what, Runnable again) {
        return new Asking(batch.holder(), "reassignments/" + id + "/" + what, Map.of(), again);
    }
}
