package io.slipway.tenancy;

import io.slipway.demo.SampleCompanies;
import io.slipway.testing.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What each company must not learn of the others: a list of values found nowhere else, and who may know each. Whatever the
 * use cases do not write by themselves is planted here.
 */
final class PlantedFacts {
    /** @param known by these companies; no other must find it in anything it reads */
    record Fact(String what, String value, List<String> known) {}

    private PlantedFacts() {}

    /** While Fabrikam holds the device that others hold before and after it. */
    static void ofThePast(Partners partners) {
        twin(partners, "fabrikam", "fabrikams", "handed", "past");
        attempt(partners, "handed", "fabrikam", "past");
        person(partners, "fabrikam", "handed", "past");
        person(partners, "northwind", "handed", "keeper");
    }

    /** Once everything is in the hands it stays in. */
    static void ofThePresent(Partners partners) {
        twin(partners, "northwind", "home", "own", "own");
        twin(partners, "contoso", "contosos", "handed", "present");
        twin(partners, "northwind", "lent", "hired", "hired");
        twin(partners, "northwind", "lent", "sublet", "sublet");
        attempt(partners, "own", null, "own");
        attempt(partners, "handed", "contoso", "present");
        attempt(partners, "hired", "contoso", "hired");
        attempt(partners, "sublet", "corner", "sublet");
        person(partners, "contoso", "handed", "present");
        person(partners, "northwind", "own", "own");
        person(partners, "contoso", "hired", "hired");
        person(partners, "corner", "sublet", "sublet");
        ownBusiness(partners);
        TenantFacts.plant(partners);
    }

    static List<Fact> all(Partners partners) {
        String mark = partners.mark;
        List<Fact> facts = new ArrayList<>();
        ids(partners, facts);
        rows(partners, facts);
        add(facts, "the scope's name", "Shared " + mark, "contoso", "fabrikam", "bolt", "acme");
        add(facts, "another scope's name", "Other " + mark);
        add(facts, "Contoso's lease", "Lease of contoso " + mark, "contoso");
        add(facts, "its note", "Terms for contoso " + mark, "contoso");
        add(facts, "Fabrikam's lease", "Lease of fabrikam " + mark, "fabrikam");
        add(facts, "its note", "Terms for fabrikam " + mark, "fabrikam");
        add(facts, "Corner's lease", "Lease of corner " + mark, "contoso", "corner");
        add(facts, "why Contoso moved a device", "Contoso's reason " + mark, "contoso");
        add(facts, "why Northwind will", "Northwind's reason " + mark);
        add(facts, "a request to approve", "approval-" + mark);
        add(facts, "who made it", "person-approval-" + mark);
        add(facts, "settings of a hub", "settings-" + mark);
        add(facts, "which device Contoso's hub has yet to forget", "departed-" + mark);
        for (String company : List.of("contoso", "fabrikam", "bolt")) {
            add(facts, "an offer of " + company, "Offer of " + company + "s " + mark, company);
        }
        add(facts, "an offer to Bolt", "Offer of offered " + mark, "bolt");
        told(facts, mark, "past", "fabrikam");
        told(facts, mark, "present", "contoso");
        told(facts, mark, "hired", "contoso");
        told(facts, mark, "sublet", "corner");
        told(facts, mark, "own");
        add(facts, "who looked after it meanwhile", "person-keeper-" + mark);
        facts.addAll(TenantFacts.all(partners));
        return List.copyOf(facts);
    }

    /** Who the others are. Companies meet elsewhere too, so it is asked of single things only. */
    static List<Fact> companies() {
        List<Fact> facts = new ArrayList<>();
        Map.of(
                        "contoso", new String[] {"contoso", "corner"},
                        "corner", new String[] {"contoso", "corner"},
                        "fabrikam", new String[] {"fabrikam"},
                        "bolt", new String[] {"bolt"},
                        "acme", new String[] {"acme"})
                .forEach((slug, known) -> {
                    add(
                            facts,
                            "the name of " + slug,
                            SampleCompanies.account(slug).name(),
                            known);
                    add(facts, "a program of " + slug, slug + "-erp", known);
                });
        return facts;
    }

    private static void ids(Partners partners, List<Fact> facts) {
        Map<String, List<String>> known = Map.ofEntries(
                Map.entry("scope other", List.of()),
                Map.entry("device own", List.of()),
                Map.entry("device handed", List.of("contoso", "fabrikam")),
                Map.entry("device hired", List.of("contoso")),
                Map.entry("device brought", List.of("contoso", "acme")),
                Map.entry("device sublet", List.of("contoso", "corner")),
                Map.entry("hub home", List.of()),
                Map.entry("hub lent", List.of("corner", "contoso")),
                Map.entry("hub offered", List.of("bolt")),
                Map.entry("hub bolts", List.of("bolt")),
                Map.entry("hub contosos", List.of("contoso")),
                Map.entry("hub fabrikams", List.of("fabrikam")),
                Map.entry("link home", List.of()),
                Map.entry("link lent", List.of()),
                Map.entry("link lent in other", List.of()),
                Map.entry("link bolts", List.of("bolt")),
                Map.entry("link contosos", List.of("contoso")),
                Map.entry("loan lent", List.of("corner")),
                Map.entry("loan contosos", List.of("contoso")),
                Map.entry("lease contosos", List.of("contoso", "corner")),
                Map.entry("lease fabrikams", List.of("fabrikam")),
                Map.entry("lease corners", List.of("contoso", "corner")),
                Map.entry("reassignment contosos", List.of("contoso")),
                Map.entry("reassignment northwinds", List.of()),
                Map.entry("reassignment handover", List.of()),
                Map.entry("supply-grant acmes", List.of("acme")),
                Map.entry("group acmes", List.of("acme")),
                Map.entry("access-policy northwinds", List.of()),
                Map.entry("claim-policy northwinds", List.of()),
                Map.entry("claim northwinds", List.of()),
                Map.entry("approval northwinds", List.of()));
        known.forEach((what, companies) -> add(facts, what, partners.id(what), companies.toArray(String[]::new)));
    }

    /** Ids that no address has. */
    private static void rows(Partners partners, List<Fact> facts) {
        Sql northwind = Sql.as("northwind");
        for (Map<String, Object> row : northwind.rows(
                "select registration_id, enrollment_id::text as id from enrollment join scope using (scope_id)"
                        + " where id_scope = ? and supplier_id is null",
                partners.id("scope shared"))) {
            add(
                    facts,
                    "the enrollment of " + row.get("registration_id"),
                    row.get("id").toString());
        }
        add(
                facts,
                "a group's id",
                northwind
                        .<UUID>value(
                                "select enrollment_group_id from enrollment_group where group_id = ?",
                                partners.id("group own"))
                        .toString());
        add(
                facts,
                "the id of another scope",
                northwind
                        .<UUID>value("select scope_id from scope where id_scope = ?", partners.id("scope other"))
                        .toString());
        for (String hub : List.of("home", "offered")) {
            add(
                    facts,
                    "the id of " + hub,
                    northwind
                            .<UUID>value("select hub_id from hub where name = ?", partners.id("hub " + hub))
                            .toString());
        }
    }

    private static void told(List<Fact> facts, String mark, String time, String... known) {
        String[] own = time.equals("own") ? new String[] {"northwind"} : known;
        // What a former holder's device reported is gone, for that holder too.
        String[] holders = time.equals("past") ? new String[0] : own;
        facts.add(new Fact("a twin of the " + time, "twin-" + time + "-" + mark, List.of(holders)));
        add(facts, "where a device called from", "address-" + time + "-" + mark, known);
        add(facts, "what it presented", "detail-" + time + "-" + mark, known);
        add(facts, "why it was refused", "sentence-" + time + "-" + mark, known);
        facts.add(new Fact("who did something with it", "person-" + time + "-" + mark, List.of(own)));
    }

    /** Whatever happens in its scopes Northwind may know. */
    private static void add(List<Fact> facts, String what, String value, String... known) {
        facts.add(new Fact(
                what,
                value,
                Stream.concat(Stream.of("northwind"), Stream.of(known)).toList()));
    }

    /** What the device reports to the hub. */
    private static void twin(Partners partners, String company, String hub, String device, String time) {
        int changed = Sql.as(company)
                .update(
                        "update hub_device set reported = ? where device_id = ?"
                                + " and hub_id = (select hub_id from hub where name = ?)",
                        "{\"said\":\"twin-%s-%s\"}".formatted(time, partners.mark),
                        partners.id("device " + device),
                        partners.id("hub " + hub));
        if (changed != 1) {
            throw new AssertionError(device + " is not on the hub " + hub);
        }
    }

    private static void attempt(Partners partners, String device, String holder, String time) {
        String mark = "-" + time + "-" + partners.mark;
        Sql.deviceOf("northwind")
                .update(
                        """
                        insert into attempt (scope_id, registration_key, day, kind, account_id, registration_id, outcome, reason
                                           , sentence, detail, transport, remote_address, first_at, last_at, holder_id)
                        select scope_id, registration_key, current_date, ?, account_id, registration_id, 'refused'
                             , 'hub-unavailable', ?, cast(? as jsonb), 'https', ?, now(), now(), cast(? as uuid)
                          from device
                         where registration_id = ?
                        """,
                        "kind" + mark,
                        "sentence" + mark,
                        "{\"presented\":\"detail" + mark + "\"}",
                        "address" + mark,
                        holder == null ? null : Sql.id(holder),
                        partners.id("device " + device));
    }

    /** In the company's own trail only. */
    private static void person(Partners partners, String company, String device, String time) {
        Sql.as(company)
                .update(
                        """
                        insert into event (account_id, actor_kind, actor_id, actor_name, actor_account_id, action
                                         , object_type, object_id, object_name, scope_id)
                        select cast(? as uuid), 'person', 'somebody', ?, cast(? as uuid), 'device.disabled', 'device', ?, ?
                             , scope_id
                          from scope_address
                         where id_scope = ?
                        """,
                        Sql.id(company),
                        "person-" + time + "-" + partners.mark,
                        Sql.id(company),
                        partners.id("scope shared") + "/" + partners.id("device " + device),
                        partners.id("device " + device),
                        partners.id("scope shared"));
    }

    private static void ownBusiness(Partners partners) {
        Sql northwind = Sql.as("northwind");
        String id = Sql.id("northwind");
        partners.ids.put("approval northwinds", TenantFacts.approval(partners, "northwind", partners.mark));
        northwind.update("insert into account_setting (account_id) values (?::uuid) on conflict do nothing", id);
        northwind.update("insert into claim_try values (?::uuid, now(), 1)", id);
        northwind.update(
                """
                insert into notice (notice_id, account_id, subject_id, kind, about, noted_at)
                values (gen_random_uuid(), ?::uuid, ?::uuid, 'lease:offered', now(), now())
                """,
                id,
                partners.id("lease contosos"));
        departure(partners, "lent", partners.id("device own"));
        departure(partners, "contosos", "departed-" + partners.mark);
        Sql.deviceOf("northwind")
                .update(
                        """
                        insert into reassignment_target (reassignment_id, hub_id, scope_id, account_id)
                        select reassignment_id, target_hub_id, scope_id, account_id
                          from reassignment
                         where reassignment_id = ?::uuid
                        """,
                        partners.id("reassignment contosos"));
        for (String hub : List.of("home", "lent", "offered")) {
            northwind.update(
                    "update hub set settings = jsonb_build_object('planted', cast(? as text)) where name = ?",
                    "settings-" + partners.mark,
                    partners.id("hub " + hub));
        }
        partners.ids.put(
                "claim northwinds",
                northwind
                        .<UUID>value(
                                "select claim_code_id from claim_code where registration_id = ?",
                                partners.id("device own"))
                        .toString());
        partners.ids.put(
                "reassignment handover",
                northwind
                        .<UUID>value(
                                "select reassignment_id from reassignment where lease_id = ?::uuid and purpose = 'leaseStart'",
                                partners.id("lease contosos"))
                        .toString());
    }

    /** Due so late that no job carries it out meanwhile. */
    private static void departure(Partners partners, String link, String device) {
        Sql.as("northwind")
                .update(
                        """
                        insert into departure (scope_id, registration_key, hub_id, linked_hub_id, device_id, account_id, due_at)
                        select hub_link.scope_id, ?, hub_id, hub_id, ?, hub_link.account_id, now() + interval '1 year'
                          from hub_link
                         where hub_link_id = ?::uuid
                        """,
                        device,
                        device,
                        partners.id("link " + link));
    }
}
