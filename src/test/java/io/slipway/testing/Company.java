package io.slipway.testing;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A company in Keycloak that may do what no sample company may; leaves it when closed. */
public final class Company implements AutoCloseable {
    private final String slug;
    private final String id;

    private Company(String slug, String id) {
        this.slug = slug;
        this.id = id;
    }

    public static Company with(List<String> capabilities) {
        String slug = "company-" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, ?> organization = Map.of(
                "name",
                slug,
                "alias",
                slug,
                "enabled",
                true,
                "domains",
                List.of(Map.of("name", slug + ".example", "verified", true)),
                "attributes",
                Map.of("name", List.of("Company " + slug), "capabilities", capabilities));
        return new Company(slug, Colleague.created("/organizations", organization));
    }

    public UUID id() {
        return UUID.fromString(id);
    }

    public Colleague joinedBy(String role) {
        return Colleague.joins(slug, id, role);
    }

    /** An address of its pages. */
    public String to(String path) {
        return "/a/" + slug + "/" + path;
    }

    @Override
    public void close() {
        Colleague.delete("/organizations/" + id);
    }
}
