package io.slipway.demo;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A sample company with its people and its API client. */
public record SampleAccount(
        String slug, String name, List<String> capabilities, List<SampleUser> users, SampleClient client) {
    public UUID id() {
        return SampleCompanies.stableId("account " + slug);
    }

    SampleAccount alsoWith(SampleUser user) {
        List<SampleUser> all = Stream.concat(users.stream(), Stream.of(user)).toList();
        return new SampleAccount(slug, name, capabilities, all, client);
    }
}
