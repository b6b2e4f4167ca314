package io.slipway.device;

import static io.slipway.device.RunningListener.REGISTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceListenerTest {
    @TempDir
    Path home;

    @Test
    void a_port_in_use_is_named_with_its_setting() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DeviceListener listener = new DeviceListener(
                    vertx,
                    new DeviceTls(RunningListener.local(home), TlsEngine.JDK),
                    new RecordingRegistrar(),
                    new SimpleMeterRegistry(),
                    new DeviceListener.Settings("127.0.0.1", taken.getLocalPort(), 16, 1));

            IllegalStateException failure = assertThrows(IllegalStateException.class, listener::start);

            String start = "The device listener cannot open port " + taken.getLocalPort() + " on 127.0.0.1";
            assertTrue(failure.getMessage().startsWith(start), failure.getMessage());
            assertTrue(failure.getMessage().contains("SLIPWAY_DEVICE_HTTPS_PORT"), failure.getMessage());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void more_requests_than_there_are_places_wait_and_are_all_answered() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (RunningListener running =
                new RunningListener(RunningListener.local(home), TlsEngine.best(), 2 * cores, 1)) {
            running.registrar.executor = Executors.newCachedThreadPool();
            running.registrar.answer = () -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                pause();
                inside.decrementAndGet();
                return Answers.assigned();
            };
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(running.nobody())
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();

            List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(() -> client.sendAsync(
                            running.request(REGISTER)
                                    .PUT(BodyPublishers.ofString("{}"))
                                    .build(),
                            BodyHandlers.ofString()))
                    .limit(40)
                    .toList();

            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertEquals(200, answer.get(20, TimeUnit.SECONDS).statusCode());
            }
            assertTrue(most.get() <= 2 * cores, most::toString);
            assertEquals(
                    0,
                    running.meters.get("slipway.device.requests.active").gauge().value());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
