package io.slipway.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Stack;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The trail as people read it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ActivityPagesTest {
    @Test
    void an_auditor_reads_who_did_what_and_narrows_it_down() {
        String name = "Activity " + UUID.randomUUID();
        String scope = Calls.as("northwind").newScope(name);
        PortalSession auditor = PortalSession.as("auditor@northwind.example");

        Page all = auditor.get("/a/northwind/activity");
        assertEquals(200, all.status());
        assertTrue(all.body().contains(name) && all.body().contains("northwind-erp"));
        assertTrue(all.body().contains("objectType=scope&amp;objectId=" + scope)
                || all.body().contains("objectId=" + scope + "&amp;objectType=scope"));

        Page one = auditor.get("/a/northwind/activity?objectType=scope&objectId=" + scope);
        assertTrue(one.body().contains(name));
        assertFalse(one.body().contains("provisioningserviceowner"));
        assertTrue(one.body().contains("remove this filter"));

        Page none = auditor.get("/a/northwind/activity?actor=nobody+at+all");
        assertTrue(none.body().contains("No event matches"));
    }

    @Test
    void a_bad_filter_keeps_the_input_and_says_what_is_wrong() {
        Page page = PortalSession.as("auditor@northwind.example").get("/a/northwind/activity?from=never&actor=Nora");

        assertEquals(422, page.status());
        assertTrue(page.body().contains("Give a day such as 2026-11-23"));
        assertTrue(page.body().contains("value=\"Nora\""));
    }

    @Test
    void verifying_says_that_the_chain_is_intact() {
        Calls.as("northwind").newScope("Verified " + UUID.randomUUID());
        PortalSession auditor = PortalSession.as("auditor@northwind.example");

        Page page = auditor.post("/a/northwind/activity/verifications", Map.of());

        assertEquals("/a/northwind/activity", page.address().getPath());
        assertTrue(page.body().contains("events is where and what it was"));
        assertTrue(page.body().contains("Intact"));
    }

    @Test
    void both_forms_of_export_can_be_downloaded() {
        Calls.as("northwind").newScope("Exported " + UUID.randomUUID());
        PortalSession auditor = PortalSession.as("auditor@northwind.example");

        Page ndjson = auditor.get("/a/northwind/activity/export?format=ndjson");
        Page csv = auditor.get("/a/northwind/activity/export?format=csv&from=2020-01-01");

        assertTrue(ndjson.body().startsWith("{\"export\":\"slipway-events/1\""));
        assertTrue(ndjson.body().contains("\"end\":true") && ndjson.body().contains("\"intact\":true"));
        assertTrue(csv.body().startsWith("sequence,happenedAt"));
        assertEquals(
                "attachment; filename=\"northwind-events.csv\"",
                csv.response().headers().firstValue("Content-Disposition").orElseThrow());
    }

    @Test
    void people_of_another_account_find_nothing_there() {
        PortalSession tenant = PortalSession.as("tenant@contoso.example");

        assertEquals(404, tenant.get("/a/northwind/activity").status());
        assertEquals(404, tenant.get("/a/northwind/activity/export").status());
        assertEquals(
                404,
                tenant.post("/a/northwind/activity/verifications", Map.of()).status());
    }
}
