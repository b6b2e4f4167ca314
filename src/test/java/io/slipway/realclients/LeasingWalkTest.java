package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.reassignment.MemoryHubConnector.Fault;
import io.slipway.testing.Calls;
import io.slipway.testing.Stack;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Companies at their browsers: hubs are shared and lent, devices are leased, moved, given back and leased to the next. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class LeasingWalkTest {
    private static final int MANY = 500;
    private static final int WAVE = 125;
    private static final String SECRET = "{\"secret\":\"of its tenant\"}";
    private static final String NOTHING = "{}";
    private static Browser browser;

    @Inject
    MemoryHubConnector hubs;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void devices_pass_from_northwind_to_contoso_and_on_to_fabrikam() {
        Companies companies = new Companies();
        String idScope = companies.idScope;
        SimulatedDevices devices = new SimulatedDevices(idScope, companies.key, "tracker", MANY);
        devices.assertRegisterAt(companies.home);
        Walker northwind = new Walker(browser, "operator", "northwind", ColorScheme.LIGHT, 1400);
        Walker contoso = new Walker(browser, "tenant", "contoso", ColorScheme.DARK, 1400);

        String north = shared(contoso, "north", northwind, idScope);
        String south = shared(contoso, "south", northwind, idScope);
        String cafes = named("Cafés");
        northwind.proposesLease(idScope, "contoso", cafes, "tracker-", MANY, companies.home);
        contoso.acceptsLease(cafes, north, MANY);
        awaitAt(north, devices.ids);
        devices.assertRegisterAt(north);
        devices.ids.forEach(id -> hubs.setDesired(north, id, SECRET));

        String reassignment = contosoMovesThem(contoso, idScope, north, south, devices);
        assertEquals(Set.of(SECRET), desired(south, devices.ids));

        contoso.returnsDevices(cafes);
        awaitAt(companies.home, devices.ids);
        String report = report(reassignment);
        Walker fabrikam = new Walker(browser, "tenant", "fabrikam", ColorScheme.LIGHT, 360);
        String vending = shared(fabrikam, "vending", northwind, idScope);
        String machines = named("Machines");
        northwind.proposesLease(idScope, "fabrikam", machines, "tracker-", MANY, companies.home);
        fabrikam.acceptsLease(machines, vending, MANY);
        awaitAt(vending, devices.ids);
        devices.assertRegisterAt(vending, devices.ids.subList(0, 50));

        fabrikamHasThemWithEmptyTwins(fabrikam, idScope, vending);
        assertEquals(Set.of(NOTHING), desired(vending, devices.ids));
        contosoSeesNothingOfIt(contoso, idScope, reassignment, List.of(vending, machines));
        assertEquals(report, report(reassignment));
        assertEquals(Set.of(), hubs.deviceIds(north));
        assertEquals(Set.of(), hubs.deviceIds(south));
    }

    @Test
    void a_tenant_without_hubs_has_its_devices_on_two_that_are_lent_to_it() {
        Calls.as("corner").enter();
        Calls bolt = Calls.as("bolt").enter();
        String idScope = bolt.newScope("Kiosks " + UUID.randomUUID());
        byte[] key = new ProvisioningService("bolt", bolt, idScope, null).group("kiosks");
        SimulatedDevices devices = new SimulatedDevices(idScope, key, "kiosk", 40);
        List<String> leased = devices.ids.subList(10, 20);
        Walker owner = new Walker(browser, "operator", "bolt", ColorScheme.DARK, 1400);
        String east = owner.createsHub("east");
        owner.linksHub(idScope, east);
        devices.assertRegisterAt(east);
        String west = owner.createsHub("west");
        owner.linksHub(idScope, west);
        owner.lendsHub(east, "corner");
        owner.lendsHub(west, "corner");
        String kiosks = named("Kiosks");
        owner.proposesLease(idScope, "corner", kiosks, "kiosk-01", leased.size(), east);

        Walker corner = new Walker(browser, "tenant", "corner", ColorScheme.LIGHT, 360);
        corner.acceptsLease(kiosks, east, leased.size());
        corner.go("devices?scope=" + idScope);
        corner.sees("kiosk-010");
        corner.seesNothingOf(List.of("kiosk-020"));
        corner.looks("devices");
        leased.forEach(id -> hubs.setDesired(east, id, SECRET));
        hubs.set(west, Fault.HALFWAY);
        corner.plansReassignment(idScope, west, 5, 50);
        corner.starts(leased.size());
        await().atMost(Duration.ofSeconds(20)).until(() -> hubs.puts(west) > 0);
        corner.seesAfterReload("main", "The hub is away");
        hubs.set(west, Fault.NONE);
        corner.watchesUntil(".page-header", "Finished");
        assertEquals(Set.copyOf(leased), hubs.deviceIds(west));
        assertEquals(Set.of(SECRET), desired(west, leased));
        devices.assertRegisterAt(west, leased);
        corner.watchesUntil("#live", "Arrived 10");
        corner.looks("reassignment-arrived");

        corner.returnsDevices(kiosks);
        awaitAt(east, devices.ids);
        assertEquals(Set.of(), hubs.deviceIds(west));
        assertEquals(Set.of(NOTHING), desired(east, leased));
        devices.assertRegisterAt(east);
        String yard = owner.createsHub("yard");
        owner.linksHub(idScope, yard);
        owner.plansReassignment(idScope, yard, devices.ids.size(), 50);
        owner.starts(devices.ids.size());
        owner.watchesUntil(".page-header", "Finished");
        awaitAt(yard, devices.ids);

        corner.go("devices?scope=" + idScope);
        corner.sees("No device fits");
        for (String path : List.of("", "leases", "activity", "reassignments", "hubs", device(idScope, leased.get(0)))) {
            assertEquals(200, corner.go(path), path);
            corner.seesNothingOf(List.of(yard));
        }
        owner.opensLease(kiosks);
        owner.looks("lease-ended");
    }

    /** In waves. Its hub takes half of one and is away, then refuses some; once it is well, they are tried again. The ID. */
    private String contosoMovesThem(
            Walker contoso, String idScope, String north, String south, SimulatedDevices devices) {
        hubs.set(south, Fault.HALFWAY);
        hubs.refuse(south, Set.copyOf(devices.ids.subList(200, 210)));
        contoso.plansReassignment(idScope, south, WAVE, 2);
        contoso.starts(MANY);
        contoso.watchesUntil("#live", "Planned 500");
        await().atMost(Duration.ofSeconds(20)).until(() -> hubs.puts(south) > 0);
        contoso.seesAfterReload("main", "The hub is away");
        contoso.looks("reassignment-hub-away");

        hubs.set(south, Fault.NONE);
        contoso.watchesUntil("main", "Paused");
        contoso.watchesUntil("#live", "Failed 10");
        contoso.looks("reassignment-paused");
        devices.assertRegisterAt(south, devices.ids.subList(0, WAVE));
        devices.assertRegisterAt(north, devices.ids.subList(2 * WAVE, MANY));
        contoso.seesAfterReload("#live", "Arrived " + WAVE);

        hubs.refuse(south, Set.of());
        contoso.presses("Retry 10 failed devices");
        contoso.watchesUntil(".page-header", "Finished");
        contoso.sees("500 of 500");
        devices.assertRegisterAt(south);
        contoso.watchesUntil("#live", "Arrived 500");
        contoso.looks("reassignment-arrived");
        return contoso.idOfPage();
    }

    private void fabrikamHasThemWithEmptyTwins(Walker fabrikam, String idScope, String vending) {
        fabrikam.go("devices?scope=" + idScope);
        fabrikam.sees("tracker-000");
        fabrikam.looks("devices");
        fabrikam.go("scopes/" + idScope + "/devices/tracker-001/twin");
        fabrikam.seesNothingOf(List.of("secret", "ontoso"));
        fabrikam.looks("twin");
        fabrikam.go("scopes/" + idScope + "/devices/tracker-001");
        fabrikam.sees(vending);
        fabrikam.seesNothingOf(List.of("secret", "ontoso"));
        fabrikam.looks("device");
    }

    private static void contosoSeesNothingOfIt(
            Walker contoso, String idScope, String reassignment, List<String> others) {
        String device = device(idScope, "tracker-001");
        String moved = "reassignments/" + reassignment;
        contoso.go("devices?scope=" + idScope);
        contoso.sees("No device fits");
        for (String path :
                List.of("", "leases", "activity", "reassignments", moved, "hubs", "search?q=tracker-00", device)) {
            assertEquals(200, contoso.go(path), path);
            contoso.seesNothingOf(others);
        }
        contoso.sees("In other hands now");
        contoso.seesNothingOf(List.of("abrikam"));
        contoso.looks("former-device");
        Calls api = Calls.as("contoso");
        api.get("devices?scope=" + idScope).body("count", equalTo(0));
        for (String path : List.of(
                device, device + "/custody", "leases?limit=100", "events?limit=200", "events/export", "hubs", moved)) {
            String told = api.get(path).statusCode(200).extract().asString();
            others.forEach(word -> assertFalse(told.contains(word), () -> word + " in " + path));
        }
        api.get(device + "/twin").statusCode(404);
    }

    private static String report(String reassignment) {
        return Calls.as("contoso")
                .get("reassignments/" + reassignment + "/report")
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String device(String idScope, String registrationId) {
        return "scopes/" + idScope + "/devices/" + registrationId;
    }

    /** The desired properties that a hub keeps of these devices; of many that are alike, once. */
    private Set<String> desired(String hub, List<String> ids) {
        return ids.stream().map(id -> hubs.twin(hub, id).desiredJson()).collect(Collectors.toSet());
    }

    /** Created, offered and accepted; its host name. */
    private static String shared(Walker tenant, String name, Walker northwind, String idScope) {
        String host = tenant.createsHub(name);
        tenant.offersHub(host, "northwind");
        northwind.acceptsHub(host, idScope);
        return host;
    }

    private void awaitAt(String hub, List<String> ids) {
        await().atMost(Duration.ofSeconds(60)).until(() -> hubs.deviceIds(hub).containsAll(ids));
    }

    private static String named(String what) {
        return what + " " + UUID.randomUUID().toString().substring(0, 8);
    }
}
