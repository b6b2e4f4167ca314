package io.slipway.registration;

/** How a hub stands to a device when it is decided where the device goes; a later one goes before an earlier one. */
public enum HubStanding {
    NOT_THE_HOLDERS("It is neither the holder's nor lent to it; a leased device goes to its holder's hubs only."),
    NOT_NAMED("The enrollment or group keeps to other hubs."),
    LEFT_OUT("Its link takes no part in allocation."),
    ENDING("Its link is about to end, so no device comes any more."),
    UNHEALTHY("It did not answer when it was checked last."),
    CANDIDATE("It takes part; among equal hubs the score decides, by weight and registration ID."),
    WANTED("It is the default hub of the lease."),
    STAYS("The device is here, and stays while the hub is one it may be on."),
    KEPT("The device is here, and its enrollment or group lets it keep its hub."),
    PINNED("A reassignment placed the device here.");

    private final String sentence;

    HubStanding(String sentence) {
        this.sentence = sentence;
    }

    /** Why it was taken, or not. */
    public String sentence() {
        return sentence;
    }

    /** Whether a device could be here, were the hub well. */
    boolean isCandidate() {
        return compareTo(ENDING) >= 0;
    }

    boolean isTaken() {
        return compareTo(CANDIDATE) >= 0;
    }
}
