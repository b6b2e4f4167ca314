package io.slipway.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The companies of the demo and of the tests. Easy to remember on purpose: {@code role@slug.example} logs in with one
 * password for all, and each company's API client is {@code slug-erp}.
 */
public final class SampleCompanies {
    public static final String PASSWORD = "slipway-demo";
    /** One person working for two companies, who must not carry anything from one to the other. */
    public static final SampleUser CONSULTANT =
            new SampleUser("consultant@example.org", "Carla", "Moreau", List.of("operator", "tenant"));

    public static final List<SampleAccount> ACCOUNTS = List.of(
            company("acme", "Acme Sensors", List.of("manufacturer"), "Ada Okafor", "Max Lindgren", "Abel Duarte"),
            company("northwind", "Northwind Fleet", List.of("operator"), "Nora Haugen", "Omar Castillo", "Ning Zhou")
                    .alsoWith(CONSULTANT),
            company("contoso", "Contoso Cafés", List.of("tenant"), "Celia Brandt", "Tomás Rivera", "Chidi Eze")
                    .alsoWith(CONSULTANT),
            company("fabrikam", "Fabrikam Vending", List.of("tenant"), "Freya Novak", "Tess Albright", "Farid Aziz"),
            company(
                    "bolt",
                    "Bolt OEM",
                    List.of("manufacturer", "operator"),
                    "Bianca Ferro",
                    "Mika Tanaka",
                    "Owen Price",
                    "Bela Horvath"),
            company("corner", "Corner Kiosk", List.of("tenant"), "Cora Jensen", "Theo Marsh", "Cyrus Patel"));

    private SampleCompanies() {}

    public static SampleAccount account(String slug) {
        return ACCOUNTS.stream()
                .filter(account -> account.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    /** Everybody once, also those who belong to two accounts. */
    public static List<SampleUser> users() {
        return ACCOUNTS.stream()
                .flatMap(account -> account.users().stream())
                .distinct()
                .toList();
    }

    public static List<SampleClient> clients() {
        return ACCOUNTS.stream().map(SampleAccount::client).toList();
    }

    static UUID stableId(String what) {
        return UUID.nameUUIDFromBytes(("slipway sample " + what).getBytes(UTF_8));
    }

    /** People in the order: account-admin, one per capability, auditor. */
    private static SampleAccount company(String slug, String name, List<String> capabilities, String... people) {
        List<String> roles = Stream.of(List.of("account-admin"), capabilities, List.of("auditor"))
                .flatMap(List::stream)
                .toList();
        List<SampleUser> users = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            users.add(user(roles.get(i), slug, people[i].split(" ")));
        }
        SampleClient client = new SampleClient(slug + "-erp", slug + "-erp-demo-secret", capabilities);
        return new SampleAccount(slug, name, capabilities, List.copyOf(users), client);
    }

    private static SampleUser user(String role, String slug, String[] person) {
        String local = role.equals("account-admin") ? "admin" : role;
        return new SampleUser(local + "@" + slug + ".example", person[0], person[1], List.of(role));
    }
}
