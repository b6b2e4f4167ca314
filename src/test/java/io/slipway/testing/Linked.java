package io.slipway.testing;

import java.util.Map;
import java.util.UUID;

/** Hubs of companies and the scopes that use them, arranged beside the application. */
public final class Linked {
    private Linked() {}

    /** A new hub of that company, linked to a scope of the operator's; its host name. */
    public static String hub(String company, String operator, UUID scopeId) {
        String host = Calls.as(company)
                .enter()
                .post(
                        "hubs",
                        Map.of(
                                "name",
                                company + "-" + UUID.randomUUID().toString().substring(0, 8)))
                .statusCode(201)
                .extract()
                .path("hostName");
        UUID hub = Sql.as(company).value("select hub_id from hub where host_name = ?", host);
        if (!company.equals(operator)) {
            offer(hub, company, operator);
        }
        Sql.as(operator)
                .update(
                        """
                        insert into hub_link (hub_link_id, account_id, scope_id, hub_account_id, hub_id)
                        values (gen_random_uuid(), ?::uuid, ?, ?::uuid, ?)
                        """,
                        Sql.id(operator),
                        scopeId,
                        Sql.id(company),
                        hub);
        return host;
    }

    private static void offer(UUID hub, String company, String operator) {
        Sql.as(company)
                .update(
                        """
                        insert into hub_offer (hub_offer_id, account_id, hub_id, operator_id, expires_at)
                        values (gen_random_uuid(), ?::uuid, ?, ?::uuid, now() + interval '1 day')
                        """,
                        Sql.id(company),
                        hub,
                        Sql.id(operator));
    }
}
