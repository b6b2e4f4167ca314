package io.slipway.lease;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItem;

import io.slipway.testing.MailServer;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Leases of which their companies are told by mail, each at an address of its own. */
final class MailedLeases {
    static final String LESSOR = "fleet@northwind.example";
    static final String LESSEE = "cafes@contoso.example";
    static final String BELOW = "vending@fabrikam.example";

    final Arranged arranged = Arranged.withHubsOf("contoso", "fabrikam");
    final MailServer mails = new MailServer();
    private final Map<String, String> named = new HashMap<>();
    private String name;

    /** Of the leases of one test; nobody got a mail yet. */
    String begin() {
        mails.comeUp();
        noticesGo("northwind", LESSOR);
        noticesGo("contoso", LESSEE);
        noticesGo("fabrikam", BELOW);
        name = "L" + UUID.randomUUID().toString().substring(0, 8);
        return name;
    }

    void nobodyIsTold() {
        List.copyOf(named.keySet()).forEach(slug -> noticesGo(slug, ""));
    }

    void noticesGo(String slug, String address) {
        if (!address.equals(named.put(slug, address))) {
            PortalSession.as("admin@" + slug + ".example")
                    .post("/a/" + slug + "/settings", Map.of("approvalAbove", "", "noticesTo", address));
        }
    }

    String offer() {
        return arranged.proposed("contoso", arranged.devices(1), terms(Duration.ofDays(90)));
    }

    String running(Duration term) {
        return arranged.running("contoso", arranged.devices(1), terms(term));
    }

    private Map<String, String> terms(Duration term) {
        return Map.of("reference", name, "endsAt", Instant.now().plus(term).toString());
    }

    void awaitMail(String address, String subject) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(mails.subjects(address), hasItem(subject)));
    }

    /** Subjects of what that address got in this test. */
    List<String> told(String address) {
        return mails.subjects(address).stream()
                .filter(subject -> subject.contains(name))
                .toList();
    }

    static List<Map<String, Object>> notices(String slug, String lease) {
        return Sql.as(slug).rows("select kind, tries, state from notice where subject_id = ?::uuid", lease);
    }
}
