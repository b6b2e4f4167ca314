package io.slipway.supply;

import io.slipway.web.Problem;
import java.util.Arrays;

/** As whom one comes to a scope; the word before the ID scope in the address. */
public enum Side {
    OPERATOR("scopes"),
    SUPPLIER("supply");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    public static Side fromString(String text) {
        return Arrays.stream(values())
                .filter(side -> side.word.equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("page"));
    }

    @Override
    public String toString() {
        return word;
    }
}
