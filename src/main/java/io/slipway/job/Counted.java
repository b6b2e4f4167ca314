package io.slipway.job;

import java.util.List;
import java.util.stream.Stream;

/** Says by which differences a feature counts, as a bean, so that they are summed up before they become many. */
public interface Counted {
    Differences differences();

    /**
     * A table of differences, with the difference in its column {@code devices}.
     *
     * @param account the column of the account whose device plane sums them up
     * @param keys the columns by which is counted, the most telling first
     * @param nullable further ones, which may be null
     */
    record Differences(String table, String account, List<String> keys, List<String> nullable) {
        Stream<String> groups() {
            return Stream.of(keys, nullable).flatMap(List::stream);
        }
    }
}
