package io.slipway.claim;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.slipway.testing.MailServer;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Stack;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
@TestProfile(MailServer.Known.class)
class ClaimMailTest {
    private static final String OPERATOR = "claims@northwind.example";
    private static final String CLAIMANT = "kiosks@contoso.example";
    private final MailServer mails = new MailServer();
    private Kiosks kiosks;

    @BeforeEach
    void companies_that_are_told_by_mail() {
        mails.comeUp();
        kiosks = new Kiosks();
        noticesGo("northwind", OPERATOR);
        noticesGo("contoso", CLAIMANT);
    }

    @AfterEach
    void nobody_is_told_any_more() {
        noticesGo("northwind", "");
        noticesGo("contoso", "");
        mails.goAway();
    }

    @Test
    void an_operator_is_told_what_waits_and_a_claimant_what_is_refused() {
        String kiosk = "kiosk-" + kiosks.mark;
        String policy = kiosks.policy(Map.of("automatic", false));
        String code = kiosks.issue(policy, kiosk).get(0).get("code");

        kiosks.contoso.post("claims", Map.of("code", code)).statusCode(200);

        awaitMail(OPERATOR, "1 claim waits for your approval");
        assertThat(
                mails.texts(OPERATOR),
                containsString(Stack.portalUrl() + "/a/northwind/claim-policies/" + policy + "#claims"));
        String claims = "claim-policies/" + policy + "/claims";
        String claim = kiosks.northwind.get(claims).extract().path("[0].id");
        kiosks.northwind.post(claims + "/" + claim + "/refusals", Map.of()).statusCode(204);
        awaitMail(CLAIMANT, "Northwind Fleet refused your claim of " + kiosk);
    }

    private void awaitMail(String address, String subject) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(mails.subjects(address), hasItem(containsString(subject))));
    }

    private static void noticesGo(String slug, String address) {
        PortalSession.as("admin@" + slug + ".example")
                .post("/a/" + slug + "/settings", Map.of("approvalAbove", "", "noticesTo", address));
    }
}
