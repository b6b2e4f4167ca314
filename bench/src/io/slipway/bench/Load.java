package io.slipway.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets workers do the same step over and over, for a time or a number of times, whichever ends first. */
final class Load {
    /** One worker: it opens what it needs before the clock starts. */
    interface Worker extends AutoCloseable {
        /** @param number counts the steps of all workers, from 0 */
        void step(int number) throws Exception;

        @Override
        default void close() throws Exception {}
    }

    /** What came of it; durations are of single steps. */
    record Result(int steps, double seconds, long medianMicros, long slowestHundredthMicros) {
        double perSecond() {
            return steps / seconds;
        }
    }

    private Load() {}

    static Result run(int workers, Duration time, int most, Callable<? extends Worker> open) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(workers);
        CountDownLatch ready = new CountDownLatch(workers);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger next = new AtomicInteger();
        List<Future<long[]>> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            all.add(threads.submit(() -> work(open, ready, go, next, time, most)));
        }
        ready.await();
        long begun = System.nanoTime();
        go.countDown();
        try {
            long[] durations = collected(all);
            return result(durations, (System.nanoTime() - begun) / 1e9);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] work(
            Callable<? extends Worker> open,
            CountDownLatch ready,
            CountDownLatch go,
            AtomicInteger next,
            Duration time,
            int most)
            throws Exception {
        long[] durations = new long[1024];
        int count = 0;
        Worker opened;
        try {
            opened = open.call();
        } finally {
            ready.countDown();
        }
        try (Worker worker = opened) {
            go.await();
            long end = System.nanoTime() + time.toNanos();
            long now = System.nanoTime();
            for (int number = next.getAndIncrement(); number < most && now < end; number = next.getAndIncrement()) {
                worker.step(number);
                long after = System.nanoTime();
                durations = count == durations.length ? Arrays.copyOf(durations, 2 * count) : durations;
                durations[count++] = after - now;
                now = after;
            }
        }
        return Arrays.copyOf(durations, count);
    }

    private static long[] collected(List<Future<long[]>> all) throws Exception {
        List<long[]> parts = new ArrayList<>();
        for (Future<long[]> one : all) {
            try {
                parts.add(one.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
        return parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    private static Result result(long[] sorted, double seconds) {
        if (sorted.length == 0) {
            throw new IllegalStateException("Not a single step was finished in time.");
        }
        return new Result(
                sorted.length, seconds, sorted[sorted.length / 2] / 1000, sorted[sorted.length * 99 / 100] / 1000);
    }
}
