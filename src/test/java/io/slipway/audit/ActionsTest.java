package io.slipway.audit;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published list of what is recorded. */
class ActionsTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern RECORDS = Pattern.compile("\\b(Act|Events)\\b");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z]+\\.[a-z][A-Za-z]+)\"");

    // Names of columns, fields and settings that look like an action.
    private static final Set<String> OTHERS = Set.of(
            "attestation.type",
            "hub.name",
            "part.reason",
            "part.state",
            "primary.certificate",
            "secondary.certificate",
            "slipway.domain");

    @Test
    void every_action_is_in_the_published_table_and_no_other() throws IOException {
        assertEquals(inSources(), PublishedActions.all());
    }

    /** Those of every package that records something; a class may leave the recording to its neighbour. */
    private static Set<String> inSources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> sources =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            Set<Path> recording = sources.stream()
                    .filter(file -> RECORDS.matcher(text(file)).find())
                    .map(Path::getParent)
                    .collect(toCollection(TreeSet::new));
            return sources.stream()
                    .filter(file -> recording.contains(file.getParent()))
                    .flatMap(file -> LITERAL.matcher(text(file)).results())
                    .map((MatchResult literal) -> literal.group(1))
                    .filter(literal -> !OTHERS.contains(literal))
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
