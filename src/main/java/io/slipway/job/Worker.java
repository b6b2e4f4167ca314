package io.slipway.job;

import io.quarkus.logging.Log;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Something to do in the background whenever it is woken; once for all who wake it before it begins. */
final class Worker {
    private final Executor executor;
    private final Runnable what;
    private final AtomicBoolean isAwake = new AtomicBoolean();

    Worker(Executor executor, Runnable what) {
        this.executor = executor;
        this.what = what;
    }

    void wake() {
        if (isAwake.compareAndSet(false, true)) {
            executor.execute(this::begin);
        }
    }

    /** One after the other, so that at most one waits. */
    private synchronized void begin() {
        isAwake.set(false);
        try {
            what.run();
        } catch (RuntimeException e) {
            Log.warnf(e, "What is due could not be looked for; it is done in a second");
        }
    }
}
