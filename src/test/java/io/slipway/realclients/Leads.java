package io.slipway.realclients;

/** What is done with a batch so that somebody comes to a moment. */
final class Leads {
    private final FleetActs acts;

    Leads(FleetActs acts) {
        this.acts = acts;
    }

    void goTo(KillMoment step, Batch batch) {
        switch (step) {
            case HANDING_OVER -> acts.lease(batch);
            case TAKING_BACK, PASSED_ON, LEASE_OVER -> acts.giveBack(batch);
            case CANCELLED -> acts.cancel(batch, acts.move(batch, acts.otherHub(batch), 8));
            case ROLLED_BACK -> acts.rollBack(batch, acts.move(batch, acts.otherHub(batch), 8));
            case NEXT_WAVE -> acts.move(batch, acts.otherHub(batch), 3);
            case CLAIMED, PREPARED, SWITCHED, FORGOTTEN, RELEASED, REGISTERED, ARRIVED -> acts.move(
                    batch, acts.otherHub(batch), 1);
            default -> throw new IllegalArgumentException(step + " is asked for");
        }
    }

    /** Whether it can lead there as it is. */
    boolean fit(Batch batch, KillMoment moment) {
        return switch (moment) {
            case ACCEPTED, HANDING_OVER -> batch.isHome();
            case RETURNED, TAKING_BACK, PASSED_ON, LEASE_OVER -> !batch.isHome();
            case UNDONE -> batch.undoable != null;
            default -> true;
        };
    }

    /** Unless it can lead there as it is. */
    void makeFit(Batch batch, KillMoment moment) {
        if (fit(batch, moment)) {
            return;
        }
        if (moment == KillMoment.UNDONE) {
            acts.move(batch, acts.otherHub(batch), 1);
        } else if (batch.isHome()) {
            acts.lease(batch);
        } else {
            acts.giveBack(batch);
        }
    }
}
