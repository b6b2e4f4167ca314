package io.slipway.lease;

/** What became of a request: the lease as it is now, or what a second person has to approve first. */
record Outcome(LeaseView lease, LeaseApproval approval) {
    static Outcome done(LeaseView lease) {
        return new Outcome(lease, null);
    }

    static Outcome waiting(LeaseApproval approval) {
        return new Outcome(null, approval);
    }

    boolean isDone() {
        return lease != null;
    }
}
