package io.slipway.db;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list that is paged by key, so that page 10,000 costs what page 1 does.
 *
 * @param rows the rows of this page
 * @param next what to send as {@code after} for the next page, or null on the last
 */
public record Keyset<T>(List<T> rows, String next) {
    /** Makes a page of rows that were read with {@code limit + 1}. */
    public static <T> Keyset<T> of(List<T> read, int limit, Function<T, String> key) {
        if (read.size() <= limit) {
            return new Keyset<>(read, null);
        }
        List<T> rows = List.copyOf(read.subList(0, limit));
        return new Keyset<>(rows, key.apply(rows.get(limit - 1)));
    }
}
