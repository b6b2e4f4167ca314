package io.slipway.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits until an address answers 200. */
final class Answer {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PAUSE = Duration.ofMillis(200);

    private Answer() {}

    /** False when patience is over or the server has gone. */
    static boolean await(URI address, Duration patience, BooleanSupplier alive) {
        Instant deadline = Instant.now().plus(patience);
        try {
            while (alive.getAsBoolean() && Instant.now().isBefore(deadline)) {
                if (comesFrom(address)) {
                    return true;
                }
                Thread.sleep(PAUSE.toMillis());
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean comesFrom(URI address) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
