package io.slipway.realclients;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who held a device when can be shown to somebody who believes nobody. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class CustodyProofTest {
    private static final String DEVICE = "tracker-1";

    @TempDir
    Path folder;

    private final Calls contoso = Calls.as("contoso");

    @Test
    void each_company_proves_its_period_by_its_own_export() throws Exception {
        Companies companies = new Companies();
        companies.assertRegistersAt(companies.home, List.of(DEVICE));
        String north = companies.sharedHub("contoso");
        String south = companies.sharedHub("contoso");
        String lease = companies.leased("contoso", north, List.of(DEVICE));
        companies.awaitReassignment("contoso", companies.reassigned("contoso", Map.of("targetHub", south)), "finished");
        contoso.post("leases/" + lease + "/returns", Map.of()).statusCode(200);
        companies.awaitLeaseState(lease, "ended");

        for (Calls company : List.of(companies.northwind, contoso)) {
            Path export = export(company);
            assertHoldsItsCustody(company, companies.idScope, export);
            assertThat(verified(export), startsWith("intact: events 1 to "));
            assertThat(verified(forged(export)), startsWith("BROKEN at event "));
        }
        assertPagesShowIt(companies.idScope, lease);
    }

    private Path export(Calls company) throws IOException {
        String text = company.get("events/export").statusCode(200).extract().asString();
        return Files.writeString(Files.createTempFile(folder, "events", ".ndjson"), text);
    }

    private static void assertHoldsItsCustody(Calls company, String idScope, Path export) throws IOException {
        List<Map<String, Object>> told = company.get("scopes/" + idScope + "/devices/" + DEVICE + "/custody")
                .extract()
                .path("events");
        assertThat(
                told.stream().map(event -> event.get("action")).toList(),
                hasItems("device.leased", "device.moved", "device.returned"));
        List<String> lines = Files.readAllLines(export);
        for (Map<String, Object> event : told) {
            String line = lines.get(((Number) event.get("sequence")).intValue());
            assertThat(line, containsString("\"action\":\"" + event.get("action") + "\""));
            assertThat(line, containsString(idScope + "/" + DEVICE));
            assertTrue(line.endsWith("\"hash\":\"" + event.get("hash") + "\"}"), line);
        }
    }

    /** One letter of the device's custody is another one. */
    private Path forged(Path export) throws IOException {
        String text = Files.readString(export);
        int at = text.lastIndexOf("device.returned");
        String other = text.substring(0, at) + "device.returneb" + text.substring(at + "device.returned".length());
        assertEquals(text.length(), other.length());
        return Files.writeString(Files.createTempFile(folder, "forged", ".ndjson"), other);
    }

    private static String verified(Path export) throws IOException {
        Process process = new ProcessBuilder("python3", "docs/verify-audit-export.py", export.toString())
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static void assertPagesShowIt(String idScope, String lease) {
        String operators = PortalSession.as("operator@northwind.example")
                .get("/a/northwind/scopes/" + idScope + "/devices/" + DEVICE)
                .body();
        assertThat(operators, containsString("In whose hands it was"));
        assertThat(operators, containsString("/a/northwind/leases/" + lease));
        assertThat(operators, containsString("of your trail"));
        PortalSession tenant = PortalSession.as("tenant@contoso.example");
        String former = tenant.get("/a/contoso/scopes/" + idScope + "/devices/" + DEVICE)
                .body();
        assertThat(former, containsString("In other hands now"));
        assertThat(former, containsString("of your trail"));
    }
}
