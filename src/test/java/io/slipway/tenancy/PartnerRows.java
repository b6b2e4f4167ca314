package io.slipway.tenancy;

import io.quarkus.scheduler.Scheduler;
import io.slipway.testing.Sql;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rows partners share, which of their columns hold secrets, and what each side may change of them. What is not here
 * is invisible and unchangeable, whatever is added to the schema.
 *
 * @param why a sentence for people
 * @param rows which, as a condition; a company's name in braces is its account
 */
record PartnerRows(String partner, String table, String why, String rows) {
    private static final Pattern NAME = Pattern.compile("\\{([a-z]+)}");

    private static final String ANSWER =
            "answer_note, answered_at, default_hub_id, ended_at, ending_reason, started_at, state, updated_at, version";

    static final List<PartnerRows> SEEN = List.of(
            of("contoso", "account", "its lessor", "account_id = {northwind}"),
            of("contoso", "scope", "the scope its hub is linked to", "scope_id = {shared}"),
            of(
                    "contoso",
                    "hub_link",
                    "links of its hub, and of the one lent to it",
                    "hub_account_id = {contoso} or hub_id = {lent} and scope_id = {shared}"),
            of(
                    "contoso",
                    "hub_face",
                    "its own hubs, and the one lent to it",
                    "account_id = {contoso} or hub_id = {lent}"),
            of("contoso", "hub", "its own hubs", "account_id = {contoso}"),
            of("contoso", "hub_device", "identities on its own hubs", "account_id = {contoso}"),
            of("contoso", "hub_offer", "what it offered", "account_id = {contoso}"),
            of("contoso", "hub_loan", "what is lent to it", "borrower_id = {contoso}"),
            of("contoso", "device", "devices in its hands", "registration_id ~ '^(handed|hired|brought)-'"),
            of("contoso", "attempt", "attempts while it held the device", "holder_id = {contoso}"),
            of(
                    "contoso",
                    "departure",
                    "how many devices its hub has yet to forget, and not which",
                    "scope_id = {shared} and hub_id <> {lent}"),
            of("contoso", "device_count", "how many devices are in its hands", "holder_id = {contoso}"),
            of(
                    "contoso",
                    "hub_device_count",
                    "how many devices are on its hub, and how many it has on the one lent to it, which tells how full it is",
                    "hub_account_id = {contoso} or lent_to = {contoso} or hub_id = {lent} and scope_id is null"),
            of("contoso", "lease", "what it leases, and leases on", "{contoso} in (lessee_id, account_id)"),
            of("contoso", "lease_device", "devices of those", "{contoso} in (lessee_id, account_id)"),
            of("contoso", "reassignment", "what it asked for", "requester_id = {contoso}"),
            of("contoso", "reassignment_device", "devices of that", "requester_id = {contoso}"),
            of("contoso", "reassignment_count", "their number", "requester_id = {contoso}"),
            of("contoso", "lease_approval", "what it asks a second person", "account_id = {contoso}"),
            of("contoso", "event", "its own trail", "account_id = {contoso}"),
            of("fabrikam", "account", "its former lessor", "account_id = {northwind}"),
            of("fabrikam", "hub_face", "its own hub", "account_id = {fabrikam}"),
            of("fabrikam", "hub", "its own hub", "account_id = {fabrikam}"),
            of("fabrikam", "hub_offer", "what it offered", "account_id = {fabrikam}"),
            of("fabrikam", "attempt", "attempts while it held the device", "holder_id = {fabrikam}"),
            of("fabrikam", "device_count", "how many devices were in its hands", "holder_id = {fabrikam}"),
            of("fabrikam", "hub_device_count", "how many devices are on its hub", "hub_account_id = {fabrikam}"),
            of("fabrikam", "lease", "what it leased", "lessee_id = {fabrikam}"),
            of("fabrikam", "lease_device", "its period of the device", "lessee_id = {fabrikam}"),
            of("fabrikam", "event", "its own trail", "account_id = {fabrikam}"),
            of(
                    "corner",
                    "account",
                    "the operator of what it subleases, which lends it a hub",
                    "account_id = {northwind}"),
            of("corner", "hub_face", "the hub lent to it", "hub_id = {lent}"),
            of(
                    "corner",
                    "hub_link",
                    "that the hub is linked to the scope it leases from",
                    "hub_id = {lent} and scope_id = {shared}"),
            of("corner", "hub_loan", "what is lent to it", "borrower_id = {corner}"),
            of("corner", "device", "the device in its hands", "registration_id ~ '^sublet-'"),
            of("corner", "attempt", "attempts while it held the device", "holder_id = {corner}"),
            of("corner", "device_count", "how many devices are in its hands", "holder_id = {corner}"),
            of(
                    "corner",
                    "hub_device_count",
                    "how many devices it has on the hub lent to it, which tells how full it is",
                    "lent_to = {corner} or hub_id = {lent} and scope_id is null"),
            of("corner", "lease", "what it leases", "lessee_id = {corner}"),
            of("corner", "lease_device", "the device of that", "lessee_id = {corner}"),
            of("corner", "event", "its own trail", "account_id = {corner}"),
            of("bolt", "account", "whose scope its hub is linked to", "account_id = {northwind}"),
            of("bolt", "scope", "the scope its hub is linked to", "scope_id = {shared}"),
            of("bolt", "hub_link", "the link of its hub", "hub_account_id = {bolt}"),
            of(
                    "bolt",
                    "hub_face",
                    "its own hub, and the one on offer to it",
                    "account_id = {bolt} or hub_id = {offered}"),
            of("bolt", "hub", "its own hub", "account_id = {bolt}"),
            of("bolt", "hub_offer", "what it offered, and was offered", "{bolt} in (account_id, operator_id)"),
            of("bolt", "event", "its own trail", "account_id = {bolt}"),
            of("acme", "account", "whose scope it supplies", "account_id = {northwind}"),
            of("acme", "scope", "the scope it supplies", "scope_id = {shared}"),
            of("acme", "supply_grant", "its grant", "manufacturer_id = {acme}"),
            of("acme", "certificate", "what it brought", "supplier_id = {acme}"),
            of("acme", "enrollment", "what it brought", "supplier_id = {acme}"),
            of("acme", "enrollment_group", "what it brought", "supplier_id = {acme}"),
            of("acme", "device", "the device it brought, wherever it is", "registration_id ~ '^brought-'"),
            of("acme", "device_count", "how many devices it brought", "supplier_id = {acme}"),
            of("acme", "event", "its own trail", "account_id = {acme}"));

    /** By its type or its name. */
    static final Pattern SECRET = Pattern.compile(
            "bytea|jsonb|(?!registration_key|group_key).*(key|secret|credential|hash|thumbprint|payload|address|detail|settings"
                    + "|twin|desired|reported|tags|note|reason|asked|code|token).*");

    /** Columns that look as if they told a secret, of tables in which partners see rows of others; each for a reason. */
    static final Set<String> TOLD = Set.of(
            // Of its own time with the device only.
            "attempt: detail, error_code, reason, remote_address",
            // The manufacturer's own, which it brought: encrypted, or public.
            "certificate: der, key_sha256, sha1_thumbprint, sha256_thumbprint, verification_code",
            "enrollment: initial_twin, primary_certificate, primary_key, secondary_certificate, secondary_key",
            "enrollment_group: initial_twin, primary_certificate, primary_key, secondary_certificate, secondary_key",
            // Fingerprints, never keys. What a device is told is its holder's; the manufacturer is shown none of it.
            "device: credential, disabled_reason, error_code, payload, thumbprint",
            // The hash alone opens nothing.
            "hub_offer: code_hash, code_hint, note",
            // What one side writes for the other.
            "hub_loan: note",
            "supply_grant: note",
            "lease: answer_note, ending_reason, note, recall_reason",
            // The reader's own.
            "reassignment: asked_by, left_out, reason, twins",
            "reassignment_count: reason",
            "reassignment_device: reason");

    /** What the application's role may write in rows of others; columns that a trigger or a policy refuses are not here. */
    static final Set<String> CHANGED = Set.of(
            "acme changes certificate: all but account_id, scope_id, supplier_id",
            "acme changes enrollment: all but account_id, scope_id, supplier_id",
            "acme changes enrollment_group: all but account_id, scope_id, supplier_id",
            "acme removes certificate",
            "acme removes enrollment",
            "acme removes enrollment_group",
            "bolt changes hub_link: hub_abandoned_at, hub_ends_since, updated_at, version",
            "bolt changes hub_offer: all but operator_id",
            "bolt removes hub_link",
            "contoso changes hub_link: hub_abandoned_at, hub_ends_since, updated_at, version",
            "contoso removes hub_link",
            "contoso changes hub_loan: all but lender_ends_since",
            "corner changes hub_loan: all but lender_ends_since",
            "contoso changes lease: " + ANSWER,
            "corner changes lease: " + ANSWER,
            "fabrikam changes lease: " + ANSWER,
            "contoso changes lease_device: failure",
            "corner changes lease_device: failure",
            "fabrikam changes lease_device: failure",
            "contoso changes reassignment: all",
            "contoso changes reassignment_device: all");

    /** Rows of others that a partner may enter: what it supplies, moves, or has told the other side of. */
    static final Set<String> ENTERED = Set.of(
            "acme certificate",
            "acme device_count",
            "acme enrollment",
            "acme enrollment_group",
            "acme event",
            "contoso event",
            "contoso notice",
            "contoso reassignment",
            "contoso reassignment_count",
            "contoso reassignment_device",
            "corner event",
            "fabrikam event");

    private static PartnerRows of(String partner, String table, String why, String rows) {
        return new PartnerRows(partner, table, why, rows);
    }

    static List<PartnerRows> of(String partner, String table) {
        return SEEN.stream()
                .filter(seen -> seen.partner.equals(partner) && seen.table.equals(table))
                .toList();
    }

    String condition(Partners partners) {
        return filled(rows, partners);
    }

    /** Rows of the arrangement: in Northwind's two scopes, on its hubs and those of its partners, about leases there, or its. */
    static String arranged(String table, Partners partners) {
        List<String> columns = Catalogue.columns(table);
        String hubs = "hub_id in (" + partners.hubIds() + ")";
        if (columns.contains("scope_id") && columns.contains("hub_id")) {
            return filled("(scope_id in ({shared}, {other}) or " + hubs + ")", partners);
        } else if (columns.contains("scope_id")) {
            return filled("scope_id in ({shared}, {other})", partners);
        } else if (columns.contains("subject_id")) {
            return filled("subject_id in (select lease_id from lease where scope_id in ({shared}, {other}))", partners);
        }
        return columns.contains("hub_id") ? hubs : filled("account_id = {northwind}", partners);
    }

    private static String filled(String condition, Partners partners) {
        Matcher names = NAME.matcher(condition);
        return names.replaceAll(match -> "'" + partners.rowId(match.group(1)) + "'");
    }

    static Sql truth() {
        return Sql.everything("slipway");
    }

    /** All that is arranged, whoever's it is. */
    static Digests digests(Scheduler jobs, Partners partners) {
        List<String> tables = Catalogue.tenantTables().stream()
                .filter(table -> !table.equals("event_chain"))
                .toList();
        return new Digests(jobs, truth(), tables, table -> arranged(table, partners));
    }
}
