package io.slipway.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a company does; an account holds any set of these. */
public enum Capability {
    MANUFACTURER,
    OPERATOR,
    TENANT;

    static Optional<Capability> of(String text) {
        return Arrays.stream(values())
                .filter(value -> value.word().equals(text))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
