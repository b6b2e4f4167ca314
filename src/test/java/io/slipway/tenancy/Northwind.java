package io.slipway.tenancy;

import static org.awaitility.Awaitility.await;

import io.slipway.demo.SampleCompanies;
import io.slipway.realclients.RegisteredDevices;
import io.slipway.testing.Calls;
import io.slipway.testing.Identity;
import io.slipway.testing.Sql;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The company whose things others try to reach: at least one row in each table, each with a name found nowhere else.
 *
 * @param withdrawnGrant of a manufacturer that may no longer supply the scope
 * @param offer of the hub, by a code
 * @param loan of the hub, ended, to the same manufacturer
 */
record Northwind(
        String idScope,
        UUID scopeId,
        String hub,
        UUID hubId,
        String hostName,
        String link,
        String certificate,
        String enrollment,
        String group,
        String policy,
        String device,
        String withdrawnGrant,
        UUID offer,
        UUID loan,
        String reassignment,
        String lease,
        String approval,
        String claimPolicy,
        String claim) {
    static final String SLUG = "northwind";
    static final String ID = Sql.id(SLUG);
    private static Northwind arranged;

    /** Once per run of tests; no test changes it. */
    static synchronized Northwind arranged() {
        if (arranged == null) {
            SampleCompanies.ACCOUNTS.forEach(account -> Calls.as(account.slug()).enter());
            arranged = arrange(UUID.randomUUID().toString().substring(0, 8));
            everythingIsSealed();
        }
        return arranged;
    }

    /** Whatever of this company is found in an answer to another is a leak. */
    List<String> names() {
        return List.of(
                idScope,
                scopeId.toString(),
                hub,
                hubId.toString(),
                link,
                certificate,
                enrollment,
                group,
                policy,
                device,
                withdrawnGrant,
                offer.toString(),
                loan.toString(),
                reassignment,
                lease,
                approval,
                claimPolicy,
                claim);
    }

    private static Northwind arrange(String mark) {
        Calls calls = Calls.as(SLUG);
        String idScope = calls.newScope("Scope " + mark);
        String scope = "scopes/" + idScope + "/";
        String hub = "hub-" + mark;
        String host = calls.post("hubs", Map.of("name", hub))
                .statusCode(201)
                .extract()
                .path("hostName");
        String link = calls.post(scope + "hubs", Map.of("hostName", host))
                .statusCode(201)
                .extract()
                .path("id");
        calls.post(scope + "access-policies", Map.of("name", "policy-" + mark, "rights", List.of("EnrollmentRead")))
                .statusCode(200);
        calls.post(
                        scope + "certificates",
                        Map.of(
                                "name",
                                "certificate-" + mark,
                                "certificate",
                                Identity.root("Root " + mark).pem()))
                .statusCode(201);
        calls.post(
                        scope + "groups",
                        Map.of("enrollmentGroupId", "group-" + mark, "attestation", Map.of("type", "symmetricKey")))
                .statusCode(201);
        String grant = calls.post(scope + "supply-grants", Map.of("manufacturer", "acme"))
                .statusCode(201)
                .extract()
                .path("id");
        calls.delete(scope + "supply-grants/" + grant).statusCode(200);
        RegisteredDevices.register(SLUG, idScope, "enrollment-" + mark);
        String reassignment = reassignment(calls, idScope, host);
        String claimPolicy = calls.post("claim-policies", Map.of("idScope", idScope, "name", "Claims " + mark))
                .statusCode(201)
                .extract()
                .path("id");
        calls.post("claim-policies/" + claimPolicy + "/codes", Map.of("registrationIds", List.of("enrollment-" + mark)))
                .statusCode(200);
        Sql sql = Sql.as(SLUG);
        sql.update("insert into claim_try values (?::uuid, now(), 1)", ID);
        UUID scopeId = sql.value("select scope_id from scope where id_scope = ?", idScope);
        departureFrom(host, idScope, mark);
        targetOf(reassignment);
        return new Northwind(
                idScope,
                scopeId,
                hub,
                sql.value("select hub_id from hub where host_name = ?", host),
                host,
                link,
                "certificate-" + mark,
                "enrollment-" + mark,
                "group-" + mark,
                "policy-" + mark,
                "enrollment-" + mark,
                grant,
                offerOf(host, idScope, mark),
                loanOf(host),
                reassignment,
                lease(sql, scopeId, "enrollment-" + mark),
                approval(sql, scopeId),
                claimPolicy,
                sql.<UUID>value("select claim_code_id from claim_code where scope_id = ?", scopeId)
                        .toString());
    }

    /** No plan any more, which would expire by a clock that some tests put forward. */
    private static String reassignment(Calls calls, String idScope, String host) {
        String reassignment = calls.post("reassignments", Map.of("idScope", idScope, "targetHub", host))
                .statusCode(201)
                .extract()
                .path("id");
        Sql.as(SLUG)
                .update(
                        "update reassignment set state = 'cancelled', finished_at = now() where reassignment_id = cast(? as uuid)",
                        reassignment);
        return reassignment;
    }

    /** An offer to a company that nobody of the tests belongs to. */
    private static String lease(Sql sql, UUID scopeId, String device) {
        UUID lessee = UUID.randomUUID();
        Sql.of(lessee)
                .update(
                        "insert into account (account_id, slug, name, capabilities) values (?, ?, 'Nobody''s', '{tenant}')",
                        lessee,
                        "nobodys-" + lessee);
        UUID lease = UUID.randomUUID();
        sql.update(
                """
                insert into lease (lease_id, account_id, lessee_id, operator_id, scope_id, reference, offer_expires_at)
                values (?, ?::uuid, ?, ?::uuid, ?, ?, now() + interval '300 days')
                """,
                lease,
                ID,
                lessee,
                ID,
                scopeId,
                "Lease " + lease);
        sql.update(
                """
                insert into lease_device (lease_id, scope_id, registration_key, registration_id, account_id, lessee_id
                                        , operator_id, depth)
                values (?, ?, ?, ?, ?::uuid, ?, ?::uuid, 0)
                """,
                lease,
                scopeId,
                device,
                device,
                ID,
                lessee,
                ID);
        sql.update(
                """
                insert into notice (notice_id, account_id, subject_id, kind, about, noted_at)
                values (gen_random_uuid(), ?::uuid, ?, 'lease:offered', now(), now())
                """,
                ID,
                lease);
        sql.update("insert into account_setting (account_id) values (?::uuid) on conflict do nothing", ID);
        return lease.toString();
    }

    private static String approval(Sql sql, UUID scopeId) {
        UUID approval = UUID.randomUUID();
        sql.update(
                """
                insert into lease_approval (lease_approval_id, account_id, scope_id, kind, request, summary, devices
                                          , asked_by, asked_by_name, asked_at)
                values (?, ?::uuid, ?, 'proposal', '{}', ?, 1, 'somebody', 'Somebody', now())
                """,
                approval,
                ID,
                scopeId,
                "Approval " + approval);
        return approval.toString();
    }

    /** Due so late that no job carries it out meanwhile. */
    private static void departureFrom(String host, String idScope, String mark) {
        Sql.as(SLUG)
                .update(
                        """
                        insert into departure (scope_id, registration_key, hub_id, linked_hub_id, device_id, account_id, due_at)
                        select scope_id, ?, hub_id, hub_id, ?, hub.account_id, now() + interval '1 year'
                          from hub, scope
                         where host_name = ? and id_scope = ?
                        """,
                        "gone-" + mark,
                        "gone-" + mark,
                        host,
                        idScope);
    }

    /** As if its devices were on their way. */
    private static void targetOf(String reassignment) {
        Sql.deviceOf(SLUG)
                .update(
                        """
                        insert into reassignment_target (reassignment_id, hub_id, scope_id, account_id)
                        select reassignment_id, target_hub_id, scope_id, account_id
                          from reassignment
                         where reassignment_id = cast(? as uuid)
                        """,
                        reassignment);
    }

    /** Withdrawn, as nobody had brought its code. */
    private static UUID offerOf(String host, String idScope, String mark) {
        UUID offer = UUID.randomUUID();
        Sql.as(SLUG)
                .update(
                        """
                        insert into hub_offer (hub_offer_id, account_id, hub_id, scope_id, code_hash, note, state, expires_at)
                        select ?, hub.account_id, hub_id, scope_id, sha256(?), ?, 'withdrawn', now()
                          from hub, scope
                         where host_name = ? and id_scope = ?
                        """,
                        offer,
                        mark.getBytes(StandardCharsets.US_ASCII),
                        "Offer " + mark,
                        host,
                        idScope);
        return offer;
    }

    /** Ended. */
    private static UUID loanOf(String host) {
        UUID loan = UUID.randomUUID();
        Sql.as(SLUG)
                .update(
                        """
                        insert into hub_loan (hub_loan_id, account_id, hub_id, borrower_id, ended_at)
                        select ?, account_id, hub_id, ?::uuid, now() from hub where host_name = ?
                        """,
                        loan,
                        Sql.id("acme"),
                        host);
        return loan;
    }

    /** The job that seals events writes into them for some seconds. */
    private static void everythingIsSealed() {
        await().atMost(Duration.ofSeconds(60)).until(() -> Sql.as(SLUG)
                .rows("select 1 from event where sequence is null limit 1")
                .isEmpty());
    }
}
