package io.slipway.tenancy;

import io.slipway.tenancy.PlantedFacts.Fact;
import io.slipway.testing.Calls;
import io.slipway.testing.Sql;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What tenants keep to themselves: the operator whose devices they lease learns nothing of it, nor does any other partner. */
final class TenantFacts {
    private TenantFacts() {}

    static void plant(Partners partners) {
        credentials(partners, "contoso", "contosos");
        credentials(partners, "contoso", "unlinked");
        credentials(partners, "fabrikam", "fabrikams");
        credentials(partners, "bolt", "bolts");
        anotherDevice(partners);
        partners.ids.put("approval contosos", approval(partners, "contoso", "contoso-" + partners.mark));
        partners.ids.put(
                "offer coded",
                Calls.as("contoso")
                        .post(
                                "hubs/" + partners.id("hub unlinked") + "/offer-codes",
                                Map.of("days", 14, "note", "Offer by code " + partners.mark))
                        .statusCode(201)
                        .extract()
                        .path("offer.id"));
    }

    static List<Fact> all(Partners partners) {
        String mark = partners.mark;
        return List.of(
                fact("another hub of Contoso", partners.id("hub unlinked"), "contoso"),
                fact("its host name", partners.host("unlinked"), "contoso"),
                fact("its offer to whoever has the code", partners.id("offer coded"), "contoso"),
                fact("the note of that", "Offer by code " + mark, "contoso"),
                fact("how Contoso reaches its hub", "credentials-contosos-" + mark, "contoso"),
                fact("how Contoso reaches another hub", "credentials-unlinked-" + mark, "contoso"),
                fact("how Fabrikam reaches its hub", "credentials-fabrikams-" + mark, "fabrikam"),
                fact("how Bolt reaches its hub", "credentials-bolts-" + mark, "bolt"),
                fact("a device of Contoso's own", "private-" + mark, "contoso"),
                // Withheld from all, as others have devices there too.
                fact("its twin", "twin-private-" + mark),
                fact("what Contoso asks a second person", "approval-contoso-" + mark, "contoso"),
                fact("who asks it", "person-approval-contoso-" + mark, "contoso"));
    }

    private static Fact fact(String what, String value, String... known) {
        return new Fact(what, value, List.of(known));
    }

    private static void credentials(Partners partners, String company, String hub) {
        Sql.as(company)
                .update(
                        "update hub set settings = jsonb_build_object('planted', cast(? as text)) where name = ?",
                        "credentials-" + hub + "-" + partners.mark,
                        partners.id("hub " + hub));
    }

    /** On the hub that is linked to Northwind's scope, and not from there. */
    private static void anotherDevice(Partners partners) {
        Sql.as("contoso")
                .update(
                        """
                        insert into hub_device (hub_id, device_id, account_id, authentication, reported)
                        select hub_id, ?, account_id, 'sas', ? from hub where name = ?
                        """,
                        "private-" + partners.mark,
                        "{\"said\":\"twin-private-%s\"}".formatted(partners.mark),
                        partners.id("hub contosos"));
    }

    /** What the company asks a second person; its id. */
    static String approval(Partners partners, String company, String name) {
        return Sql.as(company)
                .<UUID>value(
                        """
                        insert into lease_approval (lease_approval_id, account_id, scope_id, kind, request, summary, devices
                                                  , asked_by, asked_by_name, asked_at)
                        select gen_random_uuid(), ?::uuid, scope_id, 'proposal', '{}', ?, 1, 'somebody', ?, now()
                          from scope_address
                         where id_scope = ?
                        returning lease_approval_id
                        """,
                        Sql.id(company),
                        "approval-" + name,
                        "person-approval-" + name,
                        partners.id("scope shared"))
                .toString();
    }
}
