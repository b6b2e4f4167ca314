package io.slipway.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./slipway} says to somebody whose machine cannot run it, with stand-ins for that machine's programs. */
class SlipwayScriptTest {
    @TempDir
    Path machine;

    @BeforeEach
    void a_machine_with_java_17() throws IOException {
        program("bin/java", "echo '    java.specification.version = 17' >&2");
        program("bin/javac", "true");
    }

    @Test
    void an_old_java_is_refused_with_a_sentence() throws Exception {
        program("bin/java", "echo '    java.specification.version = 1.8' >&2");

        assertRefused("Slipway needs Java 17 or newer, but " + machine.resolve("bin/java") + " is version 8.");
    }

    @Test
    void a_java_without_compiler_is_refused_with_a_sentence() throws Exception {
        Files.delete(machine.resolve("bin/javac"));

        assertRefused("Slipway needs a JDK, but " + machine + " has no compiler (javac).");
    }

    @Test
    void a_full_disk_is_refused_with_a_sentence() throws Exception {
        program("tools/df", "echo Filesystem; echo /dev/disk 9000 8700 300 97% /");

        assertRefused("Only 300 MB are free where " + machine.resolve("home") + " is; Slipway needs 1024 MB.");
    }

    @Test
    void an_unknown_word_is_answered_with_where_to_find_help() throws Exception {
        Answer answer = slipway("launch");

        assertEquals(1, answer.exitCode());
        assertTrue(answer.text().contains("./slipway help"), answer.text());
    }

    private record Answer(int exitCode, String text) {}

    private void assertRefused(String sentence) throws Exception {
        Answer answer = slipway("demo");

        assertEquals(1, answer.exitCode());
        assertTrue(answer.text().startsWith(sentence), answer.text());
    }

    private Answer slipway(String command) throws Exception {
        ProcessBuilder script = new ProcessBuilder("./slipway", command).redirectErrorStream(true);
        script.environment().put("JAVA_HOME", machine.toString());
        script.environment().put("SLIPWAY_HOME", machine.resolve("home").toString());
        script.environment().merge("PATH", machine.resolve("tools") + ":", (path, tools) -> tools + path);
        Process process = script.start();
        String text = new String(process.getInputStream().readAllBytes());
        return new Answer(process.waitFor(), text);
    }

    private void program(String name, String body) throws IOException {
        Path file = machine.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
