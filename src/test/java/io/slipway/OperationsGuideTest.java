package io.slipway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps what operators are told complete. */
class OperationsGuideTest {
    private static final Pattern JOB = Pattern.compile("@Scheduled\\(\\s*identity = \"([^\"]+)\"");
    private static final Pattern SETTING = Pattern.compile("\\$\\{(SLIPWAY_[A-Z_]+)");

    @Test
    void every_background_job_is_in_the_guide() throws IOException {
        String guide = read("docs/operations.md");
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Path> jobs =
                    files.filter(file -> file.toString().endsWith("Job.java")).toList();
            assertTrue(jobs.size() > 5);
            for (Path job : jobs) {
                JOB.matcher(Files.readString(job))
                        .results()
                        .map(found -> "| " + found.group(1) + " |")
                        .forEach(row -> assertTrue(guide.contains(row), row));
            }
        }
    }

    @Test
    void every_setting_is_in_the_readme() throws IOException {
        String readme = read("README.md");
        SETTING.matcher(read("src/main/resources/application.properties"))
                .results()
                .map(found -> "`" + found.group(1) + "`")
                .forEach(name -> assertTrue(readme.contains(name), name));
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }
}
