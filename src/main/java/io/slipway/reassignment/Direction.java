package io.slipway.reassignment;

/** Whether a lease's devices go to its lessee or come back from there. */
public enum Direction {
    START("leaseStart"),
    END("leaseEnd");

    private final String purpose;

    Direction(String purpose) {
        this.purpose = purpose;
    }

    String purpose() {
        return purpose;
    }

    static boolean isPurpose(String purpose) {
        return START.purpose.equals(purpose) || END.purpose.equals(purpose);
    }

    static Direction ofPurpose(String purpose) {
        return START.purpose.equals(purpose) ? START : END;
    }
}
