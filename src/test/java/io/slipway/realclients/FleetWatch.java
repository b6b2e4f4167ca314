package io.slipway.realclients;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Looks all the time whether something is that must never be. */
final class FleetWatch implements AutoCloseable {
    private static final int PAUSE = 200;
    private final FleetTruth truth;
    private final List<String> story;
    private final List<String> wrongs = new CopyOnWriteArrayList<>();
    private final Meanwhile watch;

    /** @param story told in when it was */
    FleetWatch(FleetTruth truth, List<String> story) {
        this.truth = truth;
        this.story = story;
        this.watch = new Meanwhile("watch of the fleet", PAUSE, this::look, e -> tell("The watch ended: " + e));
    }

    List<String> wrongs() {
        return wrongs;
    }

    @Override
    public void close() {
        watch.close();
    }

    private void look() {
        truth.wrongs().forEach(row -> tell("WRONG: " + row.get("wrong")));
    }

    private void tell(String wrong) {
        wrongs.add(wrong);
        story.add(wrong);
    }
}
