package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.slipway.device.Endpoint;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Devices of a symmetric-key group that register through the real endpoint, some at a time over connections they share. */
final class SimulatedDevices {
    private static final int AT_ONCE = 6;
    private final HttpClient http = RawDevice.trusting(Endpoint.trustBundle());
    private final String idScope;
    private final byte[] key;
    final List<String> ids;

    SimulatedDevices(String idScope, byte[] key, String prefix, int number) {
        this.idScope = idScope;
        this.key = key;
        this.ids = IntStream.range(0, number)
                .mapToObj(i -> "%s-%03d".formatted(prefix, i))
                .toList();
    }

    void assertRegisterAt(String hub) {
        assertRegisterAt(hub, ids);
    }

    void assertRegisterAt(String hub, List<String> some) {
        ExecutorService boots = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<RawDevice.Answer>> answers =
                    some.stream().map(id -> boots.submit(() -> register(id))).toList();
            for (Future<RawDevice.Answer> answer : answers) {
                assertEquals(hub, answer.get().hub(), () -> "a device got " + answer);
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            boots.shutdownNow();
        }
    }

    RawDevice.Answer register(String id) {
        return RawDevice.at(Endpoint.hostAndPort(), http, idScope, id, key).register();
    }
}
