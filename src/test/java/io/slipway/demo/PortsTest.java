package io.slipway.demo;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void a_port_in_use_is_named_with_its_holder_and_its_setting() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
            int port = taken.getLocalPort();

            DemoFailure failure =
                    assertThrows(DemoFailure.class, () -> Ports.requireFree(port, "SLIPWAY_PORTAL_PORT", loopback));

            assertTrue(failure.getMessage().startsWith("Port " + port + " is in use"), failure.getMessage());
            assertTrue(failure.getMessage().contains("SLIPWAY_PORTAL_PORT="), failure.getMessage());
            if (System.getProperty("os.name").equals("Linux")) {
                long pid = ProcessHandle.current().pid();
                assertTrue(failure.getMessage().contains("java (process " + pid + ")"), failure.getMessage());
            }
        }
    }
}
