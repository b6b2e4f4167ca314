package io.slipway.audit;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The actions of docs/audit.md, which {@link ActionsTest} holds to be those of the program. */
public final class PublishedActions {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-zA-Z]+)` \\| ([a-zA-Z, ]+) \\|$");

    private PublishedActions() {}

    public static Set<String> all() {
        return ROW.matcher(text())
                .results()
                .flatMap(row -> Arrays.stream(row.group(2).split(", ")).map(word -> row.group(1) + "." + word))
                .collect(toCollection(TreeSet::new));
    }

    private static String text() {
        try {
            return Files.readString(Path.of("docs/audit.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
