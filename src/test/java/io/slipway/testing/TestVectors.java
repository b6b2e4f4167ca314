package io.slipway.testing;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/**
 * Test vectors that others publish. They are not copied into the project: they are read from a folder {@code shared/data}
 * beside or above the checkout, or from the one that SLIPWAY_TEST_DATA names.
 */
public final class TestVectors {
    /** Whether what a vector holds is valid by the code under test. */
    @FunctionalInterface
    public interface Judge {
        boolean accepts(JsonNode group, JsonNode vector) throws Exception;
    }

    private TestVectors() {}

    public static Optional<Path> find(String file) {
        String given = System.getenv("SLIPWAY_TEST_DATA");
        Stream<Path> folders = given != null
                ? Stream.of(Path.of(given))
                : Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                        .map(above -> above.resolve("shared/data"));
        return folders.map(folder -> folder.resolve(file)).filter(Files::exists).findFirst();
    }

    /** Says that it did not run, in the log and as an aborted test. */
    public static Stream<DynamicTest> absent(String file) {
        String sentence = file + " did not run: there is no folder shared/data above this one.";
        System.out.println(sentence);
        return Stream.of(dynamicTest(sentence, () -> Assumptions.abort(sentence)));
    }

    /** One test for each vector of a file of Wycheproof; a vector that is "acceptable" may be either. */
    public static Stream<DynamicTest> wycheproof(String file, Judge judge) {
        Optional<Path> found = find("wycheproof/" + file);
        if (found.isEmpty()) {
            return absent(file);
        }
        try {
            JsonNode groups = new ObjectMapper().readTree(found.get().toFile()).get("testGroups");
            Map<String, String> listed = differences(file);
            return children(groups)
                    .flatMap(group -> children(group.get("tests")).map(vector -> test(group, vector, judge, listed)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(JsonNode node, String field) {
        return HexFormat.of().parseHex(node.get(field).asText());
    }

    private static DynamicTest test(JsonNode group, JsonNode vector, Judge judge, Map<String, String> listed) {
        String name = vector.get("tcId").asText() + " " + vector.get("comment").asText();
        return dynamicTest(name, () -> {
            String expected = vector.get("result").asText();
            boolean accepted = judge.accepts(group, vector);
            String reason = listed.get(vector.get("tcId").asText());
            boolean agrees = expected.equals("acceptable") || accepted == expected.equals("valid");
            Assumptions.assumeTrue(agrees || reason == null, reason);
            Assertions.assertTrue(
                    agrees, () -> "expected " + expected + ", was " + (accepted ? "accepted" : "refused"));
        });
    }

    /** Lines {@code file number | reason}: where the platform's cryptography is known to differ. */
    private static Map<String, String> differences(String file) throws IOException {
        try (InputStream in = TestVectors.class.getResourceAsStream("/wycheproof-platform.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith(file + " "))
                    .collect(Collectors.toMap(
                            line -> line.substring(file.length(), line.indexOf('|'))
                                    .trim(),
                            line -> line.substring(line.indexOf('|') + 1).trim()));
        }
    }

    private static Stream<JsonNode> children(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
