package io.slipway.realclients;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Looks all the time whether something is that must never be. */
final class FleetWatch implements AutoCloseable {
    private static final int PATIENCE = 10_000;
    private static final int PAUSE = 200;
    private final FleetTruth truth;
    private final List<String> story;
    private final List<String> wrongs = new CopyOnWriteArrayList<>();
    private volatile boolean ended;
    private final Thread thread = new Thread(this::watch, "watch of the fleet");

    /** @param story told in when it was */
    FleetWatch(FleetTruth truth, List<String> story) {
        this.truth = truth;
        this.story = story;
        thread.setDaemon(true);
        thread.start();
    }

    List<String> wrongs() {
        return wrongs;
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (!ended) {
                Thread.sleep(PAUSE);
                truth.wrongs().forEach(row -> tell("WRONG: " + row.get("wrong")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            tell("The watch ended: " + e);
        }
    }

    private void tell(String wrong) {
        wrongs.add(wrong);
        story.add(wrong);
    }
}
