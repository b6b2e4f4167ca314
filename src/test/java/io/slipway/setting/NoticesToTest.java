package io.slipway.setting;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class NoticesToTest {
    private PortalSession admin;

    @BeforeEach
    void an_admin() {
        Calls.as("fabrikam").enter();
        admin = PortalSession.as("admin@fabrikam.example");
    }

    @AfterEach
    void nobody_is_named() {
        say("");
    }

    @Test
    void addresses_are_kept_and_the_change_is_an_event() {
        say("fleet@fabrikam.example\r\n night.shift+lease@ops.fabrikam.example ");

        String kept = "fleet@fabrikam.example\nnight.shift+lease@ops.fabrikam.example</textarea>";
        assertThat(admin.get("/a/fabrikam/settings").body(), containsString(kept));
        String event =
                "select after::text from event where action = 'accountSetting.changed' order by happened_at desc limit 1";
        assertThat(Sql.as("fabrikam").value(event), containsString("\"fleet@fabrikam.example\""));
    }

    @Test
    void what_is_no_address_is_refused_with_a_sentence() {
        for (String wrong :
                List.of("fleet", "a@b", "fleet@fabrikam.example Bcc: all@contoso.example", "<a@b.example>")) {
            assertThat(say(wrong).body(), containsString("is no e-mail address."));
        }
    }

    @Test
    void more_than_ten_addresses_are_refused() {
        String eleven = IntStream.rangeClosed(1, 11)
                .mapToObj(i -> "a" + i + "@fabrikam.example")
                .collect(Collectors.joining("\n"));

        assertThat(say(eleven).body(), containsString("Give up to 10 addresses"));
    }

    @Test
    void what_somebody_else_has_changed_meanwhile_is_not_overwritten() {
        String page = admin.get("/a/fabrikam/settings").body();
        String loaded = page.replaceAll("(?s).*name=\"version\" value=\"([0-9]+)\".*", "$1");
        say("first@fabrikam.example");

        PortalSession.Page refused = admin.post(
                "/a/fabrikam/settings",
                Map.of("approvalAbove", "", "noticesTo", "second@fabrikam.example", "version", loaded));

        assertThat(refused.body(), containsString("It was changed after you loaded it."));
        assertThat(admin.get("/a/fabrikam/settings").body(), containsString("first@fabrikam.example</textarea>"));
    }

    @Test
    void an_installation_without_a_mail_server_says_so() {
        assertThat(
                admin.get("/a/fabrikam/settings").body(),
                allOf(containsString("Notices go to"), containsString("No mail is sent from this installation")));
    }

    private PortalSession.Page say(String addresses) {
        return admin.post("/a/fabrikam/settings", Map.of("approvalAbove", "", "noticesTo", addresses));
    }
}
