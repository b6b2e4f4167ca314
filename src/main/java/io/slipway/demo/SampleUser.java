package io.slipway.demo;

import java.util.List;
import java.util.UUID;

/** A person of a sample company; the name to log in with is also the e-mail address. */
public record SampleUser(String name, String firstName, String lastName, List<String> roles) {
    /** The same on every import, so that events written before keep naming the same person. */
    UUID id() {
        return SampleCompanies.stableId("user " + name);
    }
}
