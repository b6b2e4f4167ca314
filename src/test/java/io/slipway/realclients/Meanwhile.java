package io.slipway.realclients;

import java.util.function.Consumer;

/** Does something again and again beside the test, until it is closed; what it throws ends it and is told. */
final class Meanwhile implements AutoCloseable {
    private static final int PATIENCE = 10_000;
    private final Thread thread;
    private volatile boolean ended;

    Meanwhile(String name, int pause, Runnable something, Consumer<Throwable> thrown) {
        thread = new Thread(() -> run(pause, something, thrown), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(int pause, Runnable something, Consumer<Throwable> thrown) {
        try {
            while (!ended) {
                Thread.sleep(pause);
                something.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError e) {
            thrown.accept(e);
        }
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
}
