package io.slipway.tenancy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A few at a time, so that the server need not wait for who asks. */
final class AtOnce {
    private static final int THREADS = 4;

    private AtOnce() {}

    /** Throws what one of them threw, once all are through. */
    static <T> void each(Collection<T> all, Consumer<T> what) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> begun = new ArrayList<>();
            all.forEach(one -> begun.add(threads.submit(() -> what.accept(one))));
            for (Future<?> one : begun) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            threads.shutdown();
        }
    }
}
