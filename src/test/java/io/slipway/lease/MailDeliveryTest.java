package io.slipway.lease;

import static io.slipway.lease.MailedLeases.LESSEE;
import static io.slipway.lease.MailedLeases.LESSOR;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.slipway.testing.MailServer;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a mail when the server is away or refuses it, or its news is old. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
@TestProfile(MailServer.Known.class)
class MailDeliveryTest {
    private static MailedLeases leases;
    private String name;

    @Inject
    TestClock clock;

    @BeforeEach
    void companies_that_are_told_by_mail() {
        if (leases == null) {
            leases = new MailedLeases();
        }
        name = leases.begin();
    }

    @AfterEach
    void the_time_is_now() {
        clock.putBack();
        leases.mails.goAway();
    }

    @AfterAll
    static void nobody_is_told_any_more() {
        leases.nobodyIsTold();
    }

    @Test
    void each_notice_is_sent_once() {
        String lease = leases.running(Duration.ofDays(7).plusMinutes(10));
        clock.forward(Duration.ofHours(1));
        leases.awaitMail(LESSEE, "The lease “" + name + "” ends within 7 days");

        dueNow(lease);
        clock.forward(Duration.ofHours(2));
        leases.arranged.awaitNothingDue(lease, clock.instant());
        awaitNoNoticeDue(lease);

        assertEquals(
                List.of("The lease “" + name + "” ends within 7 days"),
                leases.told(LESSEE).stream()
                        .filter(subject -> subject.contains("ends within"))
                        .toList());
    }

    @Test
    void a_renewed_lease_is_told_of_its_new_end_only() {
        String lease = leases.running(Duration.ofDays(7).plusMinutes(10));
        leases.mails.goAway();
        clock.forward(Duration.ofHours(1));
        for (String slug : List.of("northwind", "contoso")) {
            awaitTried(slug, lease, "lease:ends7");
        }

        renew(lease, Instant.now().plus(Duration.ofDays(60)));
        leases.mails.comeUp();
        clock.forward(Duration.ofHours(1));
        leases.awaitMail(LESSEE, "Northwind Fleet renewed the lease “" + name + "”");
        for (String slug : List.of("northwind", "contoso")) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> states(slug, lease, "lease:ends7"), List.of("outdated")::equals);
        }

        assertThat(String.join("\n", leases.told(LESSEE)), not(containsString("ends within")));
        assertThat(String.join("\n", leases.told(LESSOR)), not(containsString("ends within")));
    }

    @Test
    void a_mail_waits_while_the_server_is_away() {
        leases.mails.goAway();
        awaitTried(leases.offer());

        leases.mails.comeUp();
        clock.forward(Duration.ofHours(2));

        leases.awaitMail(LESSEE, "Northwind Fleet offers you the lease “" + name + "”");
    }

    @Test
    void a_mail_waits_while_the_server_refuses_the_password() {
        leases.mails.goAway();
        leases.mails.comeUpWithAnotherPassword();
        String lease = leases.offer();
        awaitTried(lease);
        assertEquals(List.of("waiting"), states("contoso", lease, "lease:offered"));
        assertEquals(List.of(), leases.told(LESSEE));

        leases.mails.goAway();
        leases.mails.comeUp();
        clock.forward(Duration.ofHours(2));

        leases.awaitMail(LESSEE, "Northwind Fleet offers you the lease “" + name + "”");
    }

    @Test
    void a_mail_that_nobody_takes_for_a_day_is_given_up_with_an_event() {
        leases.mails.goAway();
        String lease = leases.offer();
        awaitTried(lease);

        clock.forward(Duration.ofHours(25));

        awaitState(lease, "givenUp");
        assertEquals(
                1,
                Sql.as("contoso")
                        .rows("select 1 from event where action = 'notice.givenUp' and after ->> 'subject' = ?", lease)
                        .size());
        leases.mails.comeUp();
    }

    @Test
    void an_offer_withdrawn_meanwhile_is_not_told() {
        leases.mails.goAway();
        String lease = leases.offer();
        awaitTried(lease);
        leases.arranged
                .northwind
                .post("leases/" + lease + "/withdrawals", Map.of())
                .statusCode(200);

        leases.mails.comeUp();
        clock.forward(Duration.ofHours(2));

        awaitState(lease, "outdated");
        assertEquals(List.of(), leases.told(LESSEE));
    }

    private static void renew(String lease, Instant end) {
        leases.arranged
                .northwind
                .post("leases/" + lease + "/renewals", Map.of("endsAt", end.toString()))
                .statusCode(200);
    }

    /** As after a restart, or on another replica: everything looks at the lease again. */
    private static void dueNow(String lease) {
        Sql.as("northwind").update("update work set due_at = now() where subject_id = ?::uuid", lease);
        Sql.as("contoso")
                .update(
                        "update work set due_at = now() where subject_id in"
                                + " (select notice_id from notice where subject_id = ?::uuid)",
                        lease);
    }

    private void awaitNoNoticeDue(String lease) {
        await().atMost(Duration.ofSeconds(30)).until(() -> Sql.as("contoso")
                .rows(
                        "select from work join notice on notice_id = work.subject_id"
                                + " where notice.subject_id = ?::uuid and due_at <= ?::timestamptz",
                        lease,
                        clock.instant().toString())
                .isEmpty());
    }

    private static void awaitTried(String lease) {
        awaitTried("contoso", lease, "lease:offered");
    }

    private static void awaitTried(String slug, String lease, String kind) {
        await().atMost(Duration.ofSeconds(30)).until(() -> MailedLeases.notices(slug, lease).stream()
                .anyMatch(notice -> notice.get("kind").equals(kind) && (Integer) notice.get("tries") >= 1));
    }

    private static void awaitState(String lease, String state) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> states("contoso", lease, "lease:offered"), List.of(state)::equals);
    }

    private static List<Object> states(String slug, String lease, String kind) {
        return MailedLeases.notices(slug, lease).stream()
                .filter(notice -> notice.get("kind").equals(kind))
                .map(notice -> notice.get("state"))
                .toList();
    }
}
