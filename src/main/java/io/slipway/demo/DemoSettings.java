package io.slipway.demo;

import java.nio.file.Path;
import java.util.Map;

/** Where the demo lives and which ports it takes; each has a SLIPWAY_ name in the environment. */
record DemoSettings(Path home, Path distribution, int portalPort, int devicePort, int keycloakPort) {
    static DemoSettings from(Map<String, String> environment) {
        Path home =
                Path.of(environment.getOrDefault("SLIPWAY_HOME", ".slipway")).toAbsolutePath();
        return new DemoSettings(
                home,
                home.resolve("keycloak-" + System.getProperty("keycloak.version")),
                port(environment, "SLIPWAY_PORTAL_PORT", 8080),
                port(environment, "SLIPWAY_DEVICE_HTTPS_PORT", 8443),
                port(environment, "SLIPWAY_KEYCLOAK_PORT", 8180));
    }

    private static int port(Map<String, String> environment, String name, int usual) {
        String value = environment.getOrDefault(name, "" + usual);
        try {
            int port = Integer.parseInt(value);
            if (port > 0 && port < 65536) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, as is a number that is no port.
        }
        throw new DemoFailure(name + " is \"" + value + "\", which is not a port between 1 and 65535.");
    }

    String portalUrl() {
        return "http://localhost:" + portalPort;
    }

    String keycloakUrl() {
        return "http://localhost:" + keycloakPort;
    }

    /** What the application itself keeps, such as its certificate authority. */
    Path applicationHome() {
        return home.resolve("application");
    }

    DemoSecrets secrets() {
        return DemoSecrets.in(home.resolve("secrets.properties"));
    }
}
