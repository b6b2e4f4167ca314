package io.slipway.device;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.slipway.registration.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DifferencesTest {
    @ParameterizedTest
    @EnumSource(Refusal.class)
    void every_refusal_is_in_the_published_table(Refusal refusal) throws Exception {
        String row = "| %d | %d | `%s` | ".formatted(refusal.status(), refusal.code(), refusal.reason());

        assertTrue(Files.readString(Path.of("docs/differences.md")).contains(row), row);
    }
}
