package io.slipway.device;

import static io.slipway.device.RunningListener.REGISTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.slipway.registration.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlowAndLargeTest {
    /** A phase of 60 s lasts 3 s here, one of 20 s a second. */
    private static final double PATIENCE = 0.05;

    @TempDir
    static Path home;

    private static RunningListener running;

    @BeforeAll
    static void start() {
        running = new RunningListener(RunningListener.local(home), TlsEngine.best(), 4096, PATIENCE);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT / HTTP/1.1\r\nX: ",
                "PUT " + REGISTER + " HTTP/1.1\r\nHost: a\r\nContent-Length: 90000\r\n\r\n"
            })
    void a_client_that_sends_byte_by_byte_is_cut_off(String begin) throws Exception {
        long start = System.nanoTime();

        try (SSLSocket socket = running.open()) {
            socket.getOutputStream().write(begin.getBytes());
            drip(socket.getOutputStream());
        }

        Duration lasted = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(lasted.compareTo(Duration.ofSeconds(8)) < 0, lasted::toString);
    }

    @Test
    void a_client_that_sends_nothing_is_cut_off() throws Exception {
        assertEquals("", running.raw(""));
    }

    @ParameterizedTest
    @CsvSource({"98304, 200", "98305, 413", "500000, 413"})
    void a_body_above_96_kilobytes_is_refused(int bytes, int status) throws Exception {
        String start = "{\"payload\":\"";
        String body = start + "a".repeat(bytes - start.length() - 2) + "\"}";

        HttpResponse<String> response = running.put(REGISTER, body);

        assertEquals(status, response.statusCode(), response.body());
        if (status == 413) {
            assertTrue(response.body().contains("\"errorCode\":" + Refusal.PAYLOAD_TOO_LARGE.code()));
        }
    }

    @Test
    void a_large_body_in_chunks_is_refused_and_the_connection_goes_on() throws Exception {
        String chunk = "C350\r\n" + "a".repeat(50_000) + "\r\n";
        String answers = running.raw("PUT " + REGISTER + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(3) + "0\r\n\r\n"
                + "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertTrue(answers.startsWith("HTTP/1.1 413 "), answers);
        assertTrue(answers.contains("HTTP/1.1 200 "), answers);
    }

    @Test
    void an_endless_body_is_refused_and_the_connection_closed() throws Exception {
        String announced = running.raw("PUT " + REGISTER + " HTTP/1.1\r\nHost: a\r\nContent-Length: 99000000\r\n\r\n");
        String chunk = "C350\r\n" + "a".repeat(50_000) + "\r\n";
        String endless = running.raw(
                "PUT " + REGISTER + " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk.repeat(21));

        assertTrue(announced.startsWith("HTTP/1.1 413 "), announced);
        assertTrue(endless.startsWith("HTTP/1.1 413 "), endless);
    }

    @Test
    void a_client_that_asks_before_it_sends_is_answered() throws Exception {
        String head = "PUT " + REGISTER + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n";

        String small = running.raw(head + "Content-Length: 2\r\n\r\n{}");
        String large = running.raw(head + "Content-Length: 200000\r\n\r\n");

        assertTrue(small.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 "), small);
        assertTrue(large.startsWith("HTTP/1.1 413 "), large);
    }

    /** Until the listener closes the connection, or for 15 s. */
    private static void drip(OutputStream out) throws InterruptedException {
        try {
            for (int i = 0; i < 60; i++) {
                Thread.sleep(250);
                out.write('a');
                out.flush();
            }
        } catch (IOException closed) {
            return;
        }
    }
}
