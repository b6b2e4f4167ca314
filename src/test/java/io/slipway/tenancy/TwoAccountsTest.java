package io.slipway.tenancy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.demo.SampleCompanies;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One person in two companies, with the roles operator and tenant in her token: each does only where the company can. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class TwoAccountsTest {
    private Northwind northwind;
    private PortalSession carla;

    @BeforeEach
    void she_has_logged_in() {
        northwind = Northwind.arranged();
        carla = PortalSession.as(SampleCompanies.CONSULTANT.name());
    }

    @Test
    void she_operates_northwind_and_not_contoso() {
        String certificates = "/scopes/" + northwind.idScope() + "/certificates";

        assertEquals(200, carla.get("/a/northwind" + certificates).status());
        assertEquals(200, carla.get("/a/northwind/certificates").status());
        assertEquals(403, carla.get("/a/contoso/certificates").status());
        assertEquals(403, carla.get("/a/contoso" + certificates).status());
    }

    @Test
    void she_makes_hubs_for_the_company_that_the_address_names() {
        String hub = "carlas-" + UUID.randomUUID().toString().substring(0, 8);

        assertEquals(
                200,
                carla.post("/a/contoso/hubs", Map.of("name", hub, "connector", "built-in"))
                        .status());

        assertEquals(
                1,
                Sql.as("contoso").rows("select 1 from hub where name = ?", hub).size());
        assertEquals(
                0,
                Sql.as("northwind")
                        .rows("select 1 from hub where name = ?", hub)
                        .size());
        assertThat(carla.get("/a/contoso/hubs").body(), containsString(hub));
        assertThat(carla.get("/a/northwind/hubs").body(), not(containsString(hub)));
        assertEquals(404, carla.get("/a/northwind/hubs/" + hub).status());
    }

    @Test
    void northwinds_things_are_not_there_in_contoso() {
        assertEquals(200, carla.get("/a/northwind/hubs/" + northwind.hub()).status());

        assertEquals(404, carla.get("/a/contoso/hubs/" + northwind.hub()).status());
        assertEquals(
                404,
                carla.post("/a/contoso/hubs/" + northwind.hub() + "/deletion", Map.of())
                        .status());
        for (String page : new String[] {"", "/hubs", "/activity"}) {
            Page contoso = carla.get("/a/contoso" + page);
            assertEquals(200, contoso.status(), page);
            assertThat(contoso.body(), not(containsString(northwind.hub())));
            assertThat(contoso.body(), not(containsString(northwind.idScope())));
        }
    }

    @Test
    void other_companies_are_not_there_for_her() {
        for (String slug : new String[] {"fabrikam", "bolt", "acme", "corner", "nobody"}) {
            assertEquals(404, carla.get("/a/" + slug).status());
            assertEquals(404, carla.get("/a/" + slug + "/hubs").status());
        }
    }
}
