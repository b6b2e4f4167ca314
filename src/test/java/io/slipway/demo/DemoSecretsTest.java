package io.slipway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoSecretsTest {
    @TempDir
    Path home;

    @Test
    void a_secret_is_the_same_after_a_restart_and_readable_by_its_owner_only() throws IOException {
        Path file = home.resolve("secrets.properties");
        String first = DemoSecrets.in(file).get("session");

        assertEquals(first, DemoSecrets.in(file).get("session"));
        assertNotEquals(first, DemoSecrets.in(file).get("another"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void the_master_key_has_an_id_and_32_bytes() {
        String[] key =
                DemoSecrets.in(home.resolve("secrets.properties")).masterKeys().split(":");

        assertEquals("demo", key[0]);
        assertEquals(32, Base64.getDecoder().decode(key[1]).length);
    }
}
