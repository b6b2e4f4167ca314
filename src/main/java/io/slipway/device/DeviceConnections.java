package io.slipway.device;

import io.vertx.core.http.HttpConnection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The open connections of one event loop, used on it alone. Closes those that take too long for a phase: an idle timeout
 * alone is reset by each byte of a client that sends one at a time.
 */
class DeviceConnections {
    private final Map<HttpConnection, DeviceConnection> open = new IdentityHashMap<>();
    private final double patience;

    /** @param patience how much of each phase's time a connection gets; 1 but for tests */
    DeviceConnections(double patience) {
        this.patience = patience;
    }

    void opened(HttpConnection connection) {
        open.put(connection, new DeviceConnection(connection));
        connection.closeHandler(closed -> open.remove(connection));
        // A device that vanishes is everyday; without a handler each is logged.
        connection.exceptionHandler(failure -> {});
    }

    DeviceConnection of(HttpConnection connection) {
        return open.computeIfAbsent(connection, DeviceConnection::new);
    }

    void closeOverdue() {
        long now = System.nanoTime();
        List<DeviceConnection> overdue = open.values().stream()
                .filter(connection -> connection.isOverdue(now, patience))
                .toList();
        overdue.forEach(DeviceConnection::close);
    }

    int size() {
        return open.size();
    }
}
