package io.slipway.realclients;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** What is done with a batch so that somebody comes to a moment. */
final class Leads {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final FleetActs acts;
    private final FleetTruth truth;

    Leads(FleetActs acts, FleetTruth truth) {
        this.acts = acts;
        this.truth = truth;
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
            case NOT_ARRIVED -> {
                String id = acts.moveForAnHour(batch);
                await().atMost(PATIENCE).until(() -> truth.letAnHourPass(id));
            }
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
