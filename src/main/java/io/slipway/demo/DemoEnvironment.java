package io.slipway.demo;

import java.util.Map;

/** The settings the demo gives to what it starts, by the names that any installation uses. */
final class DemoEnvironment {
    private DemoEnvironment() {}

    static KeycloakServer.Settings ofKeycloak(DemoSettings settings, DemoSecrets secrets) {
        return new KeycloakServer.Settings(
                settings.distribution(),
                settings.home(),
                settings.keycloakPort(),
                Realm.ofSampleCompanies(),
                Map.of(
                        // Keycloak lets a redirection to this host name use any port, so the portal's can be changed
                        // later.
                        "SLIPWAY_PORTAL_URL",
                        "http://localhost",
                        "SLIPWAY_OIDC_CLIENT_SECRET",
                        secrets.get("portal-client"),
                        "SLIPWAY_KEYCLOAK_ADMIN_SECRET",
                        secrets.get("admin-client"),
                        "SLIPWAY_SAMPLE_PASSWORD",
                        SampleCompanies.PASSWORD,
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        secrets.get("keycloak-admin")));
    }

    static Map<String, String> ofApplication(
            DemoSettings settings, DemoSecrets secrets, EmbeddedDatabase database, KeycloakServer keycloak) {
        return Map.ofEntries(
                Map.entry("SLIPWAY_HOME", settings.applicationHome().toString()),
                Map.entry("SLIPWAY_PORTAL_PORT", "" + settings.portalPort()),
                Map.entry("SLIPWAY_PORTAL_URL", settings.portalUrl()),
                Map.entry("SLIPWAY_DEVICE_HTTPS_PORT", "" + settings.devicePort()),
                Map.entry("SLIPWAY_DATABASE_URL", database.jdbcUrl()),
                Map.entry("SLIPWAY_DATABASE_OWNER_PASSWORD", database.ownerPassword()),
                Map.entry("SLIPWAY_DATABASE_APP_PASSWORD", database.applicationPassword()),
                Map.entry("SLIPWAY_DATABASE_DEVICE_PASSWORD", database.devicePassword()),
                Map.entry("SLIPWAY_KEYCLOAK_URL", keycloak.url()),
                Map.entry("SLIPWAY_OIDC_CLIENT_SECRET", secrets.get("portal-client")),
                Map.entry("SLIPWAY_KEYCLOAK_ADMIN_SECRET", secrets.get("admin-client")),
                Map.entry("SLIPWAY_SESSION_SECRET", secrets.get("session")),
                Map.entry("SLIPWAY_MASTER_KEYS", secrets.masterKeys()));
    }
}
