package io.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Keeps {@code docker-compose.yml} true to the settings that Slipway and Keycloak read, without an engine to start it with. */
class DeploymentTest {
    private static final String COMPOSE = read("docker-compose.yml");
    private static final String SETTINGS = read("src/main/resources/application.properties");
    private static final String REALM = read("src/main/keycloak/slipway-realm.json");
    private static final String DOCKERFILE = read("src/main/docker/Dockerfile");
    /** Empty by default and rightly so; every other setting without a default has to be given. */
    private static final Set<String> OPTIONAL = Set.of(
            "SLIPWAY_DEVICE_CERTIFICATE",
            "SLIPWAY_DEVICE_KEY",
            "SLIPWAY_DEVICE_TRUST_BUNDLE",
            "SLIPWAY_MASTER_KEY_FILE");

    @Test
    void slipway_is_given_only_settings_that_it_reads() {
        Set<String> read = names(SETTINGS, "\\$\\{(SLIPWAY_[A-Z_]+)");

        assertEquals(Set.of(), without(environment("slipway").keySet(), read));
        assertEquals(Set.of(), without(names(DOCKERFILE, "(SLIPWAY_[A-Z_]+)="), read));
    }

    @Test
    void slipway_is_given_every_setting_that_has_no_default() {
        Set<String> needed = without(names(SETTINGS, "\\$\\{(SLIPWAY_[A-Z_]+):}"), OPTIONAL);

        assertEquals(Set.of(), without(needed, environment("slipway").keySet()));
    }

    @Test
    void keycloak_is_given_every_placeholder_of_the_realm() {
        Set<String> placeholders = names(REALM, "\\$\\{(SLIPWAY_[A-Z_]+)}");
        Set<String> given = environment("keycloak").keySet().stream()
                .filter(name -> !name.startsWith("KC_"))
                .collect(Collectors.toSet());

        assertEquals(placeholders, given);
    }

    @Test
    void secrets_have_no_default_and_are_the_same_for_both_sides() {
        for (String service : List.of("database", "keycloak", "slipway")) {
            environment(service).forEach((name, value) -> {
                boolean secret = name.matches(".*(PASSWORD|SECRET|KEYS)");
                boolean given = value == null || value.matches("\\$\\{[A-Z_]+:\\?.*}");
                assertTrue(!secret || given, name + ": " + value);
            });
        }
        for (String name : names(REALM, "\\$\\{(SLIPWAY_[A-Z_]+SECRET)}")) {
            assertEquals(
                    environment("slipway").get(name), environment("keycloak").get(name));
        }
    }

    @Test
    void the_example_names_every_variable_and_no_other() {
        assertEquals(names(COMPOSE, "\\$\\{([A-Z_]+)"), names(read(".env.example"), "(?m)^([A-Z_]+)="));
    }

    @Test
    void every_file_it_mounts_or_builds_from_is_there() {
        Set<String> files = names(COMPOSE, "- \\./([^:]+):");
        files.addAll(names(COMPOSE, "dockerfile: (\\S+)"));
        files.addAll(names(DOCKERFILE, "COPY ([a-z/]+) [a-z]"));

        assertTrue(files.size() >= 5);
        files.forEach(file -> assertTrue(Files.exists(Path.of(file)), file));
    }

    @Test
    void keycloak_is_the_version_that_the_tests_use() {
        assertEquals(
                names(read("pom.xml"), "<keycloak.version>([0-9.]+)<"), names(COMPOSE, "keycloak/keycloak:([0-9.]+)"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> environment(String service) {
        Map<String, Object> services = (Map<String, Object>)
                new Yaml().<Map<String, Object>>load(COMPOSE).get("services");
        return (Map<String, String>) ((Map<String, Object>) services.get(service)).get("environment");
    }

    private static Set<String> names(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(name -> !others.contains(name)).collect(Collectors.toSet());
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
