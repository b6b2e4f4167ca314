package io.slipway.lease;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.slipway.testing.Calls;
import io.slipway.testing.MailServer;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
@TestProfile(MailServer.Known.class)
class LeaseMailTest {
    private static final String LESSOR = "fleet@northwind.example";
    private static final String LESSEE = "cafes@contoso.example";
    private static final String BELOW = "vending@fabrikam.example";
    private static Arranged arranged;
    private final MailServer mails = new MailServer();
    private String name;

    @Inject
    TestClock clock;

    @BeforeEach
    void companies_that_are_told_by_mail() {
        mails.comeUp();
        if (arranged == null) {
            arranged = Arranged.withHubsOf("contoso", "fabrikam");
        }
        name = "L" + UUID.randomUUID().toString().substring(0, 8);
        noticesGo("northwind", LESSOR);
        noticesGo("contoso", LESSEE);
        noticesGo("fabrikam", BELOW);
    }

    @AfterEach
    void nobody_is_told_any_more() {
        clock.putBack();
        noticesGo("northwind", "");
        noticesGo("contoso", "");
        noticesGo("fabrikam", "");
        mails.goAway();
    }

    @Test
    void an_offer_is_told_to_its_lessee_only_with_a_link() {
        String lease = arranged.proposed("contoso", arranged.devices(1), terms(Duration.ofDays(90)));

        awaitMail(LESSEE, "Northwind Fleet offers you the lease “" + name + "”");
        assertThat(
                mails.texts(LESSEE),
                allOf(
                        containsString(Stack.portalUrl() + "/a/contoso/leases/" + lease),
                        containsString("Accept all of its devices, part of them, or none"),
                        containsString("text/html")));
        assertEquals(List.of(), ofThisTest(LESSOR));
    }

    @Test
    void a_recall_is_told_to_the_lessee_with_its_reason() {
        String lease = running(Duration.ofDays(90));

        arranged.northwind
                .post("leases/" + lease + "/recalls", Map.of("reason", "The cafés close."))
                .statusCode(200);

        awaitMail(LESSEE, "Northwind Fleet recalls the lease “" + name + "”");
    }

    @Test
    void a_termination_is_told_to_the_lessee() {
        String lease = running(Duration.ofDays(90));

        PortalSession.as("admin@northwind.example")
                .post(
                        "/a/northwind/leases/" + lease + "/terminations",
                        Map.of("confirmation", "contoso", "reason", "Nobody answers."));

        awaitMail(LESSEE, "The lease “" + name + "” is terminated in a day");
        assertThat(mails.texts(LESSEE), containsString("Nobody answers."));
    }

    @Test
    void an_early_return_is_told_to_the_lessor() {
        String lease = running(Duration.ofDays(90));

        Calls.as("contoso").post("leases/" + lease + "/returns", Map.of()).statusCode(200);

        awaitMail(LESSOR, "Contoso Cafés returns the lease “" + name + "” early");
    }

    @Test
    void who_leases_the_devices_below_is_told_when_the_lease_above_is_recalled() {
        String upper = runningAbove();

        arranged.northwind.post("leases/" + upper + "/recalls", Map.of()).statusCode(200);

        awaitMail(BELOW, "The lease “Below " + name + "” ends early");
        assertThat(mails.texts(BELOW), not(containsString("“" + name + "”")));
    }

    @Test
    void who_leases_the_devices_below_is_told_when_the_lease_above_is_returned() {
        String upper = runningAbove();

        Calls.as("contoso").post("leases/" + upper + "/returns", Map.of()).statusCode(200);

        awaitMail(BELOW, "The lease “Below " + name + "” has come to its end");
    }

    @Test
    void who_leases_the_devices_below_is_told_when_the_lease_above_is_terminated() {
        String upper = runningAbove();

        PortalSession.as("admin@northwind.example")
                .post(
                        "/a/northwind/leases/" + upper + "/terminations",
                        Map.of("confirmation", "contoso", "reason", "Nobody answers."));

        awaitMail(BELOW, "The lease “Below " + name + "” ends early");
        assertThat(mails.texts(BELOW), not(containsString("Nobody answers.")));
    }

    @Test
    void both_sides_are_told_thirty_days_before_the_end() {
        assertToldBeforeTheEnd(Duration.ofDays(30), "30 days");
    }

    @Test
    void both_sides_are_told_seven_days_before_the_end() {
        assertToldBeforeTheEnd(Duration.ofDays(7), "7 days");
    }

    @Test
    void both_sides_are_told_one_day_before_the_end() {
        assertToldBeforeTheEnd(Duration.ofDays(1), "1 day");
    }

    @Test
    void each_notice_is_sent_once() throws InterruptedException {
        String lease = running(Duration.ofDays(7).plusMinutes(10));
        clock.forward(Duration.ofHours(1));
        awaitMail(LESSEE, "The lease “" + name + "” ends within 7 days");

        dueNow(lease);
        clock.forward(Duration.ofHours(2));
        Thread.sleep(3_000);

        assertEquals(
                List.of("The lease “" + name + "” ends within 7 days"),
                ofThisTest(LESSEE).stream()
                        .filter(subject -> subject.contains("ends within"))
                        .toList());
    }

    @Test
    void a_renewed_lease_is_told_of_its_new_end_only() throws InterruptedException {
        String lease = running(Duration.ofDays(7).plusMinutes(10));
        mails.goAway();
        clock.forward(Duration.ofHours(1));
        await().atMost(Duration.ofSeconds(30)).until(() -> noted(lease, "lease:ends7") == 1);

        renew(lease, Instant.now().plus(Duration.ofDays(60)));
        mails.comeUp();
        clock.forward(Duration.ofHours(1));
        awaitMail(LESSEE, "Northwind Fleet renewed the lease “" + name + "”");
        Thread.sleep(3_000);

        assertThat(String.join("\n", ofThisTest(LESSEE)), not(containsString("ends within")));
        assertThat(String.join("\n", ofThisTest(LESSOR)), not(containsString("ends within")));
    }

    @Test
    void a_mail_waits_while_the_server_is_away() {
        mails.goAway();
        String lease = arranged.proposed("contoso", arranged.devices(1), terms(Duration.ofDays(90)));
        await().atMost(Duration.ofSeconds(30)).until(() -> tries(lease) >= 1);

        mails.comeUp();
        clock.forward(Duration.ofHours(2));

        awaitMail(LESSEE, "Northwind Fleet offers you the lease “" + name + "”");
    }

    @Test
    void a_mail_that_nobody_takes_for_a_day_is_given_up_with_an_event() {
        mails.goAway();
        String lease = arranged.proposed("contoso", arranged.devices(1), terms(Duration.ofDays(90)));
        await().atMost(Duration.ofSeconds(30)).until(() -> tries(lease) >= 1);

        clock.forward(Duration.ofHours(25));

        await().atMost(Duration.ofSeconds(30)).until(() -> state(lease).equals("givenUp"));
        assertEquals(
                1,
                Sql.as("contoso")
                        .rows("select 1 from event where action = 'notice.givenUp' and after ->> 'subject' = ?", lease)
                        .size());
        mails.comeUp();
    }

    @Test
    void an_offer_withdrawn_meanwhile_is_not_told() {
        mails.goAway();
        String lease = arranged.proposed("contoso", arranged.devices(1), terms(Duration.ofDays(90)));
        await().atMost(Duration.ofSeconds(30)).until(() -> tries(lease) >= 1);
        arranged.northwind.post("leases/" + lease + "/withdrawals", Map.of()).statusCode(200);

        mails.comeUp();
        clock.forward(Duration.ofHours(2));

        await().atMost(Duration.ofSeconds(30)).until(() -> state(lease).equals("outdated"));
        assertEquals(List.of(), ofThisTest(LESSEE));
    }

    @Test
    void members_who_may_manage_leases_are_told_where_nobody_is_named() {
        noticesGo("contoso", "");

        arranged.proposed("contoso", arranged.devices(1), terms(Duration.ofDays(90)));

        awaitMail("tenant@contoso.example", "Northwind Fleet offers you the lease “" + name + "”");
        assertEquals(List.of(), ofThisTest("auditor@contoso.example"));
    }

    @Test
    void a_foreign_company_gets_nothing_and_sees_nothing() {
        noticesGo("fabrikam", "spy@fabrikam.example");
        String lease = arranged.proposed("contoso", arranged.devices(1), terms(Duration.ofDays(90)));

        awaitMail(LESSEE, "Northwind Fleet offers you the lease “" + name + "”");

        assertEquals(List.of(), ofThisTest("spy@fabrikam.example"));
        assertEquals(List.of(), rows("fabrikam", lease));
        assertEquals(List.of(), rows("northwind", lease));
        noticesGo("fabrikam", "");
    }

    private void assertToldBeforeTheEnd(Duration before, String words) {
        running(before.plusMinutes(10));

        clock.forward(Duration.ofHours(1));

        awaitMail(LESSEE, "The lease “" + name + "” ends within " + words);
        awaitMail(LESSOR, "The lease “" + name + "” ends within " + words);
        assertThat(mails.texts(LESSOR), containsString("Renew it, or its devices come back to you."));
        assertThat(mails.texts(LESSEE), containsString("Ask Northwind Fleet to renew it, or your devices go back."));
    }

    /** A lease to Contoso whose devices Fabrikam holds by one below it. */
    private String runningAbove() {
        List<String> devices = arranged.devices(1);
        Map<String, ?> terms = Map.of("reference", name, "rights", List.of("sublease"), "noticeDays", 60);
        String upper = arranged.running("contoso", devices, terms);
        String lower = Calls.as("contoso")
                .post(
                        "leases",
                        Map.of(
                                "upperLease",
                                upper,
                                "lessee",
                                "fabrikam",
                                "terms",
                                Map.of("reference", "Below " + name),
                                "devices",
                                Map.of("registrationIds", devices)))
                .statusCode(201)
                .extract()
                .path("id");
        Calls.as("fabrikam").post("leases/" + lower + "/acceptances", Map.of()).statusCode(200);
        arranged.awaitDevices(lower, "active", 1);
        return upper;
    }

    private String running(Duration term) {
        return arranged.running("contoso", arranged.devices(1), terms(term));
    }

    private Map<String, String> terms(Duration term) {
        return Map.of("reference", name, "endsAt", Instant.now().plus(term).toString());
    }

    private static void renew(String lease, Instant end) {
        arranged.northwind
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

    private static long noted(String lease, String kind) {
        return rows("contoso", lease).stream()
                .filter(row -> row.get("kind").equals(kind))
                .count();
    }

    private static int tries(String lease) {
        return rows("contoso", lease).stream()
                .mapToInt(row -> (Integer) row.get("tries"))
                .sum();
    }

    private static String state(String lease) {
        return (String) rows("contoso", lease).get(0).get("state");
    }

    private static List<Map<String, Object>> rows(String slug, String lease) {
        return Sql.as(slug).rows("select kind, tries, state from notice where subject_id = ?::uuid", lease);
    }

    private void awaitMail(String address, String subject) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(mails.subjects(address), hasItem(subject)));
    }

    private List<String> ofThisTest(String address) {
        return mails.subjects(address).stream()
                .filter(subject -> subject.contains(name))
                .toList();
    }

    private static void noticesGo(String slug, String address) {
        Calls.as(slug).enter();
        PortalSession.as("admin@" + slug + ".example")
                .post("/a/" + slug + "/settings", Map.of("approvalAbove", "", "noticesTo", address));
    }
}
