package io.slipway.realclients;

/** What a hub keeps of a device besides its identity. */
record Twin(String tags, String desired, String reported) {
    /** As the devices' group says. */
    static final Twin INITIAL = new Twin("{\"kind\":\"tracker\"}", "{\"interval\":30}", "{}");

    /** With something that nobody else is to see, and that no other device has. */
    static Twin leftBy(String holder, int round, String device) {
        String note = "{\"note\":\"%s %d %s\"}".formatted(holder, round, device);
        return new Twin(note, note, note);
    }

    /** As another hub gets it; what the device reported stays behind. */
    Twin migrated() {
        return new Twin(tags, desired, "{}");
    }
}
