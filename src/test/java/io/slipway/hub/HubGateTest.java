package io.slipway.hub;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.db.AccountId;
import io.slipway.spi.HubUnavailable;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hub is asked a little at a time, and one that fails again and again is left alone for longer and longer. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class HubGateTest {
    @Inject
    HubGate gate;

    @Inject
    TestClock clock;

    private final LinkedHub hub = aHub();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void the_clock_goes_right_again() {
        clock.putBack();
    }

    @Test
    void two_calls_go_on_at_a_time_and_the_third_waits_for_one_of_them() {
        List<CompletableFuture<String>> answers =
                List.of(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (CompletableFuture<String> answer : answers) {
            calls.add(CompletableFuture.supplyAsync(() -> call(answer)));
            await().until(() -> asked.get() == Math.min(calls.size(), 2));
        }
        assertStays(2);

        answers.get(0).complete("done");
        answers.get(1).complete("done");
        await().until(() -> asked.get() == 3);
        answers.get(2).complete("done");

        calls.forEach(call -> assertEquals("done", call.join()));
    }

    @Test
    void whoever_does_not_wait_asks_only_a_hub_that_is_free() {
        CompletableFuture<String> never = new CompletableFuture<>();
        List<CompletableFuture<String>> calls = List.of(
                CompletableFuture.supplyAsync(() -> call(never)), CompletableFuture.supplyAsync(() -> call(never)));
        await().until(() -> asked.get() == 2);

        assertEquals(Optional.empty(), callIfFree());
        assertEquals(2, asked.get());

        never.complete("late");
        calls.forEach(CompletableFuture::join);
        assertEquals(Optional.of("here"), callIfFree());
    }

    @Test
    void a_hub_that_is_slow_holds_up_no_other() {
        CompletableFuture<String> never = new CompletableFuture<>();
        List<CompletableFuture<String>> calls = List.of(
                CompletableFuture.supplyAsync(() -> call(never)), CompletableFuture.supplyAsync(() -> call(never)));
        await().until(() -> asked.get() == 2);

        assertEquals("here", gate.call(aHub(), connector -> CompletableFuture.completedFuture("here")));

        never.complete("late");
        calls.forEach(CompletableFuture::join);
    }

    @Test
    void after_three_failures_in_a_row_a_hub_is_not_asked_for_a_while() {
        fail(3);

        HubUnavailable left = assertThrows(HubUnavailable.class, () -> call(CompletableFuture.completedFuture("here")));

        assertEquals(3, asked.get());
        assertTrue(left.getMessage().contains("failed 3 times in a row"), left.getMessage());
        clock.forward(Duration.ofSeconds(3));
        assertEquals("here", call(CompletableFuture.completedFuture("here")));
    }

    @Test
    void failures_count_only_in_a_row() {
        fail(2);
        call(CompletableFuture.completedFuture("here"));
        fail(2);

        assertEquals("here", call(CompletableFuture.completedFuture("here")));
    }

    @Test
    void each_further_failure_doubles_the_time_up_to_a_minute() {
        fail(3);
        for (int seconds : List.of(2, 4, 8, 16, 32, 64, 64)) {
            clock.forward(Duration.ofSeconds(seconds).minusMillis(500));
            assertIsLeftAlone();
            clock.forward(Duration.ofSeconds(1));
            fail(1);
        }
    }

    @Test
    void one_call_that_gets_through_opens_it_for_all() {
        fail(3);
        clock.forward(Duration.ofSeconds(3));
        call(CompletableFuture.completedFuture("here"));

        fail(2);
        assertEquals("here", call(CompletableFuture.completedFuture("here")));
    }

    @Test
    void a_connector_with_a_mistake_is_a_hub_that_is_away() {
        HubUnavailable thrown = assertThrows(
                HubUnavailable.class,
                () -> gate.call(hub, connector -> {
                    throw new IllegalStateException("no such thing");
                }));
        assertEquals("The connector failed: no such thing", thrown.getMessage());

        LinkedHub unknown = aHub("nobody's");
        assertThrows(HubUnavailable.class, () -> gate.call(unknown, connector -> connector.check(unknown.target())));
    }

    private String call(CompletionStage<String> answer) {
        return gate.call(hub, connector -> {
            asked.incrementAndGet();
            return answer;
        });
    }

    private Optional<String> callIfFree() {
        return gate.callIfFree(hub, connector -> {
            asked.incrementAndGet();
            return CompletableFuture.completedFuture("here");
        });
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            int before = asked.get();
            assertThrows(
                    HubUnavailable.class,
                    () -> call(CompletableFuture.failedFuture(new HubUnavailable("Nobody answers.", null))));
            assertEquals(before + 1, asked.get(), "it was asked");
        }
    }

    private void assertIsLeftAlone() {
        int before = asked.get();
        assertThrows(HubUnavailable.class, () -> call(CompletableFuture.completedFuture("here")));
        assertEquals(before, asked.get(), "it was not asked");
    }

    private void assertStays(int calls) {
        await().during(Duration.ofMillis(300)).until(() -> asked.get() == calls);
    }

    private static LinkedHub aHub() {
        return aHub("built-in");
    }

    private static LinkedHub aHub(String connector) {
        UUID id = UUID.randomUUID();
        return new LinkedHub(
                new HubId(id),
                new AccountId(id),
                id + ".example.org",
                connector,
                "{}",
                1,
                true,
                "healthy",
                false,
                Set.of(),
                Set.of());
    }
}
