package io.slipway.testing;

import static io.restassured.RestAssured.given;

import io.slipway.demo.Folder;
import io.slipway.demo.KeycloakServer;
import io.slipway.demo.Realm;
import io.slipway.demo.SampleCompanies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Keycloak with the sample companies, as fresh as after its import.
 *
 * <p>The import takes longer than everything else, so its result is kept beside the unpacked distribution and copied for each run.
 * With {@code SLIPWAY_TEST_KEYCLOAK} set to an address, the one running there is used: {@link #main} leaves one running.
 */
final class TestKeycloak {
    static final String PORTAL_SECRET = "portal-secret-of-the-tests";
    static final String ADMIN_SECRET = "admin-secret-of-the-tests";
    private static final String MASTER = "admin";
    private static final String MASTER_PASSWORD = "admin-of-the-tests";
    private static final String RUNNING = "slipway.stack.keycloak";
    private static final Path SLIPWAY_HOME = Path.of(System.getProperty("slipway.distributions", ".slipway"));

    private TestKeycloak() {}

    /** Keeps one running for development: its address goes into {@code SLIPWAY_TEST_KEYCLOAK}. */
    public static void main(String... arguments) throws InterruptedException {
        System.out.println(url());
        Thread.currentThread().join();
    }

    static synchronized String realmUrl() {
        if (System.getenv("SLIPWAY_TEST_KEYCLOAK") != null) {
            return System.getenv("SLIPWAY_TEST_KEYCLOAK") + "/realms/slipway";
        }
        if (System.getProperty(RUNNING) == null) {
            System.setProperty(RUNNING, start());
        }
        return System.getProperty(RUNNING);
    }

    static String url() {
        return realmUrl().replace("/realms/slipway", "");
    }

    /** Keycloak's own administrator, who may do everything. */
    static String masterToken() {
        return given().formParam("grant_type", "password")
                .formParam("client_id", "admin-cli")
                .formParam("username", MASTER)
                .formParam("password", MASTER_PASSWORD)
                .post(url() + "/realms/master/protocol/openid-connect/token")
                .path("access_token");
    }

    private static String start() {
        Path home = Stack.FOLDER.resolve("keycloak-" + ProcessHandle.current().pid());
        try {
            KeycloakServer.Settings settings = in(home);
            Folder.copy(imported(settings.fingerprint()), settings.data());
            KeycloakServer keycloak = KeycloakServer.start(settings);
            Stack.atTheEnd(() -> {
                keycloak.close();
                Folder.delete(home);
            });
            return keycloak.realmUrl();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path imported(String fingerprint) throws IOException {
        Path kept = SLIPWAY_HOME.resolve("test-keycloak").resolve(fingerprint);
        if (!Files.exists(kept)) {
            Path home = Files.createDirectories(SLIPWAY_HOME.resolve("test-keycloak"));
            Path work = Files.createTempDirectory(home, "importing");
            KeycloakServer.start(in(work)).close();
            Files.move(in(work).data(), kept);
            Folder.delete(work);
        }
        return kept;
    }

    private static KeycloakServer.Settings in(Path home) {
        return new KeycloakServer.Settings(
                SLIPWAY_HOME.resolve("keycloak-" + System.getProperty("keycloak.version")),
                home,
                Stack.freePort(),
                Realm.ofSampleCompanies(),
                Map.of(
                        // Keycloak lets a redirection to this host name use any port.
                        "SLIPWAY_PORTAL_URL",
                        "http://localhost",
                        "SLIPWAY_OIDC_CLIENT_SECRET",
                        PORTAL_SECRET,
                        "SLIPWAY_KEYCLOAK_ADMIN_SECRET",
                        ADMIN_SECRET,
                        "SLIPWAY_SAMPLE_PASSWORD",
                        SampleCompanies.PASSWORD,
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        "admin-of-the-tests"));
    }
}
