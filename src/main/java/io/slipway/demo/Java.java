package io.slipway.demo;

import java.nio.file.Path;

/** The Java that runs the launcher runs what it starts, too. */
final class Java {
    private Java() {}

    static String path() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
