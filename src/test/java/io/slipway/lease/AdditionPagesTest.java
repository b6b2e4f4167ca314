package io.slipway.lease;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Stack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More devices for a lease that runs, as the dialog on its page takes them: by a file, or pasted. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AdditionPagesTest {
    private static Arranged arranged;
    private static String lease;
    private PortalSession operator;
    private List<String> more;

    @BeforeEach
    void a_lease_that_runs() {
        if (arranged == null) {
            arranged = Arranged.withHubsOf("contoso");
            lease = arranged.running("contoso", arranged.devices(1), Map.of());
        }
        operator = PortalSession.as("operator@northwind.example");
        more = arranged.devices(2);
    }

    @Test
    void a_file_offers_each_device_once_however_often_it_names_it() {
        String first = more.get(0);
        String csv = "\uFEFFregistrationId;place\r\n" + first + ";Bergen\r\n\"" + first.toUpperCase() + "\";Bergen\r\n"
                + more.get(1) + ";Oslo\r\n" + more.get(1) + ";Oslo\r\n";

        shows(upload(csv.getBytes(UTF_8)), 200, "The devices are on offer.");

        assertEquals(more, onOffer());
    }

    @Test
    void a_file_counts_when_a_list_is_pasted_too() {
        Page page = operator.upload(
                additions(), Map.of("devices", more.get(1)), more.get(0).getBytes(UTF_8));

        shows(page, 200, "The devices are on offer.");
        assertEquals(more.subList(0, 1), onOffer());
    }

    @Test
    void a_file_with_unknown_devices_is_refused_by_their_names_and_offers_nothing() {
        String file = String.join("\n", more) + "\nnobody-1\nnobody-2";

        shows(
                upload(file.getBytes(UTF_8)),
                422,
                "2 devices cannot be leased: 2 are not known here (nobody-1, nobody-2)",
                "<details class=\"confirm\" open>",
                "\nnobody-2</textarea>");

        assertEquals(List.of(), onOffer());
    }

    @Test
    void unknown_devices_are_left_out_if_one_says_so() {
        String file = String.join("\n", more) + "\nnobody-1";

        shows(
                operator.upload(additions(), Map.of("skipUnavailable", "true"), file.getBytes(UTF_8)),
                200,
                "The devices are on offer.");

        assertEquals(more, onOffer());
    }

    @Test
    void a_file_without_devices_is_refused() {
        shows(upload(new byte[0]), 422, "Choose the devices to add.");
        shows(upload("registrationId;place\n".getBytes(UTF_8)), 422, "None of the chosen devices can be leased.");
    }

    @Test
    void letters_of_another_encoding_beside_the_devices_do_not_matter() {
        shows(upload((more.get(0) + ";Tromsø").getBytes(ISO_8859_1)), 200, "The devices are on offer.");

        assertEquals(more.subList(0, 1), onOffer());
    }

    @Test
    void what_is_no_text_is_refused_with_what_to_do() {
        byte[] sheet = more.get(0).getBytes(UTF_16LE);

        shows(upload(sheet), 422, "This file is not plain text. Save the list as CSV");
        shows(
                operator.upload("/a/northwind/new-lease", form(), sheet),
                422,
                "This file is not plain text",
                "typed-too");

        assertEquals(List.of(), onOffer());
    }

    private Page upload(byte[] file) {
        return operator.upload(additions(), Map.of("devices", ""), file);
    }

    private static String additions() {
        return "/a/northwind/leases/" + lease + "/additions";
    }

    private static Map<String, String> form() {
        return Map.of(
                "idScope", arranged.idScope,
                "lessee", "contoso",
                "reference", "A sheet",
                "which", "list",
                "devices", "typed-too");
    }

    /** Of those of this test. */
    private List<String> onOffer() {
        List<String> offered = arranged.northwind
                .get("leases/" + lease + "/devices?state=proposed&limit=500")
                .statusCode(200)
                .extract()
                .path("devices.registrationId");
        return more.stream().filter(offered::contains).toList();
    }

    private static void shows(Page page, int status, String... texts) {
        assertEquals(status, page.status(), page.body());
        for (String text : texts) {
            assertThat(page.body(), containsString(text));
        }
    }
}
