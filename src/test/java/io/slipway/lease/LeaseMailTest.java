package io.slipway.lease;

import static io.slipway.lease.MailedLeases.BELOW;
import static io.slipway.lease.MailedLeases.LESSEE;
import static io.slipway.lease.MailedLeases.LESSOR;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.slipway.testing.Calls;
import io.slipway.testing.MailServer;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told of what. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
@TestProfile(MailServer.Known.class)
class LeaseMailTest {
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
    void an_offer_is_told_to_its_lessee_only_with_a_link() {
        String lease = leases.offer();

        leases.awaitMail(LESSEE, "Northwind Fleet offers you the lease “" + name + "”");
        assertThat(
                leases.mails.texts(LESSEE),
                allOf(
                        containsString(Stack.portalUrl() + "/a/contoso/leases/" + lease),
                        containsString("Accept all of its devices, part of them, or none"),
                        containsString("text/html")));
        assertEquals(List.of(), leases.told(LESSOR));
    }

    @Test
    void a_recall_is_told_to_the_lessee_with_its_reason() {
        String lease = leases.running(Duration.ofDays(90));

        leases.arranged
                .northwind
                .post("leases/" + lease + "/recalls", Map.of("reason", "The cafés close."))
                .statusCode(200);

        leases.awaitMail(LESSEE, "Northwind Fleet recalls the lease “" + name + "”");
    }

    @Test
    void a_termination_is_told_to_the_lessee() {
        String lease = leases.running(Duration.ofDays(90));

        PortalSession.as("admin@northwind.example")
                .post(
                        "/a/northwind/leases/" + lease + "/terminations",
                        Map.of("confirmation", "contoso", "reason", "Nobody answers."));

        leases.awaitMail(LESSEE, "The termination of the lease “" + name + "” is announced");
        assertThat(leases.mails.texts(LESSEE), containsString("Nobody answers."));
    }

    @Test
    void an_early_return_is_told_to_the_lessor() {
        String lease = leases.running(Duration.ofDays(90));

        Calls.as("contoso").post("leases/" + lease + "/returns", Map.of()).statusCode(200);

        leases.awaitMail(LESSOR, "Contoso Cafés returns the lease “" + name + "” early");
    }

    @Test
    void who_leases_the_devices_below_is_told_when_the_lease_above_is_recalled() {
        String upper = runningAbove();

        leases.arranged.northwind.post("leases/" + upper + "/recalls", Map.of()).statusCode(200);

        leases.awaitMail(BELOW, "The lease “Below " + name + "” ends early");
        assertThat(leases.mails.texts(BELOW), not(containsString("“" + name + "”")));
    }

    @Test
    void who_leases_the_devices_below_is_told_when_the_lease_above_is_returned() {
        String upper = runningAbove();

        Calls.as("contoso").post("leases/" + upper + "/returns", Map.of()).statusCode(200);

        leases.awaitMail(BELOW, "The lease “Below " + name + "” has come to its end");
    }

    @Test
    void who_leases_the_devices_below_is_told_when_the_lease_above_is_terminated() {
        String upper = runningAbove();

        PortalSession.as("admin@northwind.example")
                .post(
                        "/a/northwind/leases/" + upper + "/terminations",
                        Map.of("confirmation", "contoso", "reason", "Nobody answers."));

        leases.awaitMail(BELOW, "The lease “Below " + name + "” ends early");
        assertThat(leases.mails.texts(BELOW), not(containsString("Nobody answers.")));
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
    void members_who_may_manage_leases_are_told_where_nobody_is_named() {
        leases.noticesGo("contoso", "");

        leases.offer();

        leases.awaitMail("tenant@contoso.example", "Northwind Fleet offers you the lease “" + name + "”");
        assertEquals(List.of(), leases.told("auditor@contoso.example"));
    }

    @Test
    void a_foreign_company_gets_nothing_and_sees_nothing() {
        leases.noticesGo("fabrikam", "spy@fabrikam.example");
        String lease = leases.offer();

        leases.awaitMail(LESSEE, "Northwind Fleet offers you the lease “" + name + "”");

        assertEquals(List.of(), leases.told("spy@fabrikam.example"));
        assertEquals(List.of(), MailedLeases.notices("fabrikam", lease));
        assertEquals(List.of(), MailedLeases.notices("northwind", lease));
    }

    private void assertToldBeforeTheEnd(Duration before, String words) {
        leases.running(before.plusMinutes(10));

        clock.forward(Duration.ofHours(1));

        leases.awaitMail(LESSEE, "The lease “" + name + "” ends within " + words);
        leases.awaitMail(LESSOR, "The lease “" + name + "” ends within " + words);
        assertThat(leases.mails.texts(LESSOR), containsString("Renew it, or its devices come back to you."));
        assertThat(
                leases.mails.texts(LESSEE),
                containsString("Ask Northwind Fleet to renew it, or your devices go back."));
    }

    /** A lease to Contoso whose devices Fabrikam holds by one below it. */
    private String runningAbove() {
        List<String> devices = leases.arranged.devices(1);
        Map<String, ?> terms = Map.of("reference", name, "rights", List.of("sublease"), "noticeDays", 60);
        String upper = leases.arranged.running("contoso", devices, terms);
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
        leases.arranged.awaitDevices(lower, "active", 1);
        return upper;
    }
}
