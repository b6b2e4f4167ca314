package io.slipway.tenancy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fourth wall, table by table: even a statement without any condition finds only rows of the account it acts for. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class TenantIsolationTest {
    private static final List<String> COMMANDS = List.of("select", "insert", "update", "delete");
    /** Companies that have never had anything to do with Northwind's scope. */
    private static final List<String> STRANGERS = List.of("contoso", "fabrikam", "bolt", "corner");

    /** Keys that collide with nothing, so that only the foreign scope is left to object to. */
    private static final String OF_ITS_OWN =
            """
            'account_id', ?, 'name', 'x', 'sha256_thumbprint', 'x', 'certificate_id', gen_random_uuid()
            , 'registration_id', 'x', 'registration_key', 'x', 'enrollment_id', gen_random_uuid()
            , 'group_id', 'x', 'group_key', 'x', 'enrollment_group_id', gen_random_uuid())
            """;

    private Northwind northwind;

    @BeforeEach
    void northwind_has_something_in_each_table() {
        northwind = Northwind.arranged();
    }

    @Test
    void the_catalogue_is_not_empty() {
        assertThat(Catalogue.tenantTables().size(), greaterThan(10));
        assertThat(Catalogue.partitions().size(), greaterThan(3));
    }

    @Test
    void every_table_has_row_security_enabled_and_forced() {
        for (String table : Catalogue.tenantTables()) {
            assertEquals(
                    true,
                    Sql.owner()
                            .<Boolean>value(
                                    "select relrowsecurity and relforcerowsecurity from pg_class where oid = ?::regclass",
                                    table),
                    ("Table %s holds rows of companies without row security. Enable and force it in R__02_policies.sql, or"
                                    + " give the reason in Catalogue.OPEN.")
                            .formatted(table));
        }
    }

    @Test
    void what_is_granted_has_a_policy_that_narrows_it() {
        for (String table : Catalogue.tenantTables()) {
            for (String role : Catalogue.ROLES) {
                for (String command : COMMANDS) {
                    if (Catalogue.may(role, command, table)) {
                        assertThat(
                                "%s may %s %s, but no policy says which rows".formatted(role, command, table),
                                policies(table, role, command),
                                greaterThan(0L));
                    }
                }
            }
        }
    }

    @Test
    void every_policy_is_for_one_role_and_depends_on_the_account() {
        assertEquals(
                List.of(),
                Catalogue.names(
                        """
                        select tablename || ': ' || policyname from pg_policies
                         where not roles <@ array['slipway_app', 'slipway_device']::name[]
                            or coalesce(qual, '') || coalesce(with_check, '') not like '%acting_account()%'
                            or permissive <> 'PERMISSIVE'
                        """));
    }

    @Test
    void partitions_are_reached_through_their_parents_only() {
        for (String partition : Catalogue.partitions()) {
            for (String role : Catalogue.ROLES) {
                for (String command : COMMANDS) {
                    assertFalse(
                            Catalogue.may(role, command, partition),
                            "%s may %s %s directly, past the policies of its parent"
                                    .formatted(role, command, partition));
                }
            }
        }
    }

    @Test
    void what_is_open_is_open_only_as_far_as_needed() {
        assertEquals(
                List.of("slipway_app insert account_address", "slipway_app select account_address"),
                grants("account_address"));
        assertEquals(
                List.of(
                        "slipway_app delete scope_address",
                        "slipway_app insert scope_address",
                        "slipway_app select scope_address",
                        "slipway_app update scope_address",
                        "slipway_device select scope_address",
                        "slipway_device update scope_address"),
                grants("scope_address"));
        assertEquals(List.of(), grants("flyway_schema_history"));
    }

    @Test
    void the_applications_roles_own_nothing_and_bypass_nothing() {
        for (String role : Catalogue.ROLES) {
            assertEquals(
                    List.of(),
                    Catalogue.names(
                            """
                            select relname::text from pg_class where relowner = ?::regrole
                            union all select proname::text from pg_proc where proowner = ?::regrole
                            union all select nspname::text from pg_namespace where nspowner = ?::regrole
                            union all select datname::text from pg_database where datdba = ?::regrole
                            union all select 'member of ' || roleid::regrole from pg_auth_members where member = ?::regrole
                            union all select 'creates in ' || nspname from pg_namespace
                              where nspname = 'public' and has_schema_privilege(?, oid, 'create')
                            union all select 'attribute' from pg_roles
                              where rolname = ? and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                            """,
                            role,
                            role,
                            role,
                            role,
                            role,
                            role,
                            role),
                    role);
        }
    }

    @Test
    void no_view_and_no_function_reads_with_its_owners_rights() {
        assertEquals(
                List.of(),
                Catalogue.names(
                        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')"),
                "A view reads as its owner: make it security_invoker and say so here.");
        assertEquals(
                List.of("create_partitions"),
                Catalogue.names(
                        "select proname from pg_proc where pronamespace = 'public'::regnamespace and prosecdef"));
    }

    @Test
    void a_forgotten_account_is_an_error_never_an_empty_or_full_result() {
        for (String table : Catalogue.tenantTables()) {
            for (String role : Catalogue.ROLES) {
                Sql nobody = Sql.forNobody(role.equals("slipway_device"));
                if (Catalogue.may(role, "select", table)) {
                    String select = "select %s from %s".formatted(Catalogue.readable(table), table);
                    assertRaises(nobody.refusal(select), role, select, table);
                }
                for (String statement : changes(role, table)) {
                    assertRaises(nobody.refusal(statement), role, statement, table);
                }
            }
        }
    }

    @Test
    void the_account_of_one_transaction_is_not_left_to_the_next() {
        Sql.forNobody(false).rows("select set_config('slipway.account_id', ?, true)", Northwind.ID);

        assertThat(
                Sql.forNobody(false).refusal("select set_config('slipway.account_id', '', false) from scope"),
                notNullValue());
    }

    @Test
    void northwind_itself_sees_its_rows_so_that_there_is_something_to_hide() {
        for (String table : Catalogue.tenantTables()) {
            if (Catalogue.may("slipway_app", "select", table)) {
                assertThat(table, rowsOfNorthwind(Sql.as("northwind"), table), greaterThan(0));
            }
        }
    }

    @Test
    void a_stranger_sees_no_row() {
        for (String stranger : STRANGERS) {
            for (String table : Catalogue.tenantTables()) {
                if (Catalogue.may("slipway_app", "select", table) && !mayBePartners(table)) {
                    assertEquals(0, rowsOfNorthwind(Sql.as(stranger), table), stranger + " reads " + table);
                }
                if (Catalogue.may("slipway_device", "select", table)) {
                    assertEquals(
                            0,
                            rowsOfNorthwind(Sql.deviceOf(stranger), table),
                            "the device plane reads " + table + " for " + stranger);
                }
            }
        }
    }

    @Test
    void only_partners_see_a_companys_name() {
        String partner =
                "select 1 from account where account_id = (select lessee_id from lease where lease_id = ?::uuid)";
        String partnerItself = "select 1 from account where slug = ?";
        String slug = Sql.as("northwind")
                .value(
                        "select slug from account join lease on lessee_id = account.account_id where lease_id = ?::uuid",
                        northwind.lease());
        assertEquals(1, Sql.as("northwind").rows(partner, northwind.lease()).size());
        for (String stranger : STRANGERS) {
            assertEquals(0, Sql.as(stranger).rows(partnerItself, slug).size(), stranger);
            assertEquals(0, Sql.deviceOf(stranger).rows(partnerItself, slug).size(), stranger);
        }
    }

    @Test
    void a_stranger_changes_and_deletes_no_row() throws SQLException {
        for (String stranger : STRANGERS) {
            for (String role : Catalogue.ROLES) {
                for (String table : Catalogue.tenantTables()) {
                    for (String statement : changes(role, table)) {
                        assertEquals(
                                0,
                                as(role, stranger).tryOut(statement + where(table), condition(table)),
                                stranger + ": " + statement);
                    }
                }
            }
        }
    }

    @Test
    void a_stranger_enters_no_row_into_northwinds_account() {
        for (String stranger : STRANGERS) {
            for (String role : Catalogue.ROLES) {
                for (String table : Catalogue.tenantTables()) {
                    if (Catalogue.may(role, "insert", table)) {
                        assertThat(
                                "%s as %s inserts into %s".formatted(stranger, role, table),
                                as(role, stranger).refusal(copy(role, table), aRow(table)),
                                containsString("row-level security policy"));
                    }
                }
            }
        }
    }

    @Test
    void a_manufacturer_whose_grant_was_withdrawn_sees_the_grant_and_changes_nothing() throws SQLException {
        Sql acme = Sql.as("acme");
        List<String> visible = new ArrayList<>();
        for (String table : Catalogue.tenantTables()) {
            if (Catalogue.may("slipway_app", "select", table) && rowsOfNorthwind(acme, table) > 0) {
                visible.add(table);
            }
            for (String statement : changes("slipway_app", table)) {
                assertEquals(0, acme.tryOut(statement + where(table), condition(table)), statement);
            }
        }
        // The ended loan of a hub is a fact that both companies keep, as the withdrawn grant is. The numbers are of
        // what it
        assertEquals(List.of("account", "hub_loan", "supply_grant"), visible);
    }

    @Test
    void foreign_keys_between_rows_of_companies_carry_the_account_or_the_scope() {
        assertEquals(
                List.of(),
                Catalogue.names(
                        """
                        select conname || ' of ' || conrelid::regclass from pg_constraint
                         where contype = 'f' and connamespace = 'public'::regnamespace
                           and not exists (
                             select from pg_attribute
                              where attrelid = confrelid and attnum = any(confkey) and attname in ('account_id', 'scope_id'))
                        """),
                "Foreign-key checks ignore row security, so that a row could point at a foreign one. Carry the account in the key.");
    }

    @Test
    void a_row_of_ones_own_cannot_point_at_a_foreign_scope_or_hub() {
        Sql bolt = Sql.as("bolt");
        Sql boltsDevices = Sql.deviceOf("bolt");
        UUID account = UUID.fromString(Sql.id("bolt"));
        UUID scope = bolt.value(
                "select scope_id from scope where id_scope = ?",
                Calls.as("bolt").newScope("Pointing " + UUID.randomUUID()));

        assertThat(
                bolt.refusal(
                        "insert into hub_link (hub_link_id, account_id, scope_id, hub_account_id, hub_id)"
                                + " values (gen_random_uuid(), ?, ?, ?, ?)",
                        account,
                        scope,
                        account,
                        northwind.hubId()),
                containsString("hub_link_to_hub"));
        assertThat(
                bolt.refusal(
                        "insert into hub_link (hub_link_id, account_id, scope_id, hub_account_id, hub_id)"
                                + " values (gen_random_uuid(), ?, ?, ?::uuid, ?)",
                        account,
                        scope,
                        Northwind.ID,
                        northwind.hubId()),
                containsString("row-level security policy"));
        for (String role : Catalogue.ROLES) {
            assertThat(
                    as(role, "bolt")
                            .refusal(
                                    "insert into device (scope_id, registration_key, account_id, holder_id, registration_id,"
                                            + " attestation_type) values (?, 'x', ?, ?, 'x', 'x509')",
                                    northwind.scopeId(),
                                    account,
                                    account),
                    containsString("device_in_scope"));
        }
        assertThat(
                boltsDevices.refusal(
                        "insert into device (scope_id, registration_key, account_id, holder_id, registration_id,"
                                + " attestation_type, hub_account_id, hub_id) values (?, 'x', ?, ?, 'x', 'x509', ?, ?)",
                        scope,
                        account,
                        account,
                        account,
                        northwind.hubId()),
                containsString("device_on_linked_hub"));
        assertThat(
                boltsDevices.refusal(
                        "insert into hub_device (hub_id, device_id, account_id, authentication) values (?, 'x', ?, 'sas')",
                        northwind.hubId(),
                        account),
                containsString("hub_device_in_hub"));
        for (String table : List.of("certificate", "enrollment", "enrollment_group")) {
            assertThat(
                    bolt.refusal(
                            copy("slipway_app", table)
                                    .replace("?::jsonb", "?::jsonb || jsonb_build_object(" + OF_ITS_OWN),
                            aRow(table),
                            account),
                    containsString(table + "_in_scope"));
        }
        assertThat(
                bolt.refusal(
                        "insert into access_policy (scope_id, account_id, name, rights, primary_key, secondary_key)"
                                + " values (?, ?, 'x', '{}', '', '')",
                        northwind.scopeId(),
                        account),
                containsString("access_policy_account_id_scope_id_fkey"));
    }

    /** Other tests make partners of companies, who see each other's names. Whose name nobody sees is asked by itself. */
    private static boolean mayBePartners(String table) {
        return table.equals("account");
    }

    private static long policies(String table, String role, String command) {
        return Sql.owner()
                .value(
                        """
                        select count(*) from pg_policies
                         where schemaname = 'public' and tablename = ? and ? = any(roles) and cmd in (upper(?), 'ALL')
                        """,
                        table,
                        role,
                        command);
    }

    private static List<String> grants(String table) {
        return Catalogue.ROLES.stream()
                .flatMap(role -> COMMANDS.stream()
                        .filter(command -> Catalogue.may(role, command, table))
                        .map(command -> role + " " + command + " " + table))
                .sorted()
                .toList();
    }

    /** Updates and deletions the role has the right to, of every row there is. */
    private static List<String> changes(String role, String table) {
        List<String> statements = new ArrayList<>();
        if (Catalogue.may(role, "update", table)) {
            String column = Catalogue.writable(role, "update", table).get(0);
            statements.add("update %1$s set %2$s = %2$s".formatted(table, column));
        }
        if (Catalogue.may(role, "delete", table)) {
            statements.add("delete from " + table);
        }
        return statements;
    }

    private static void assertRaises(String refusal, String role, String statement, String table) {
        assertThat(
                "%s without an account: %s (%s)".formatted(role, statement, table),
                refusal,
                anyOf(
                        containsString("unrecognized configuration parameter \"slipway.account_id\""),
                        containsString("invalid input syntax for type uuid: \"\"")));
    }

    private static Sql as(String role, String slug) {
        return role.equals("slipway_device") ? Sql.deviceOf(slug) : Sql.as(slug);
    }

    private int rowsOfNorthwind(Sql sql, String table) {
        return sql.rows(
                        "select 1 from " + table + where(table) + " and account_id = ?::uuid",
                        condition(table),
                        Northwind.ID)
                .size();
    }

    /** What is this test's own: other tests may make partners of companies meanwhile. */
    private static String where(String table) {
        List<String> columns = Catalogue.columns(table);
        if (columns.contains("scope_id")) {
            return " where scope_id = ?";
        } else if (columns.contains("subject_id")) {
            return " where subject_id = ?";
        }
        return columns.contains("hub_id") ? " where hub_id = ?" : " where account_id = ?";
    }

    private UUID condition(String table) {
        List<String> columns = Catalogue.columns(table);
        if (columns.contains("scope_id")) {
            return northwind.scopeId();
        } else if (columns.contains("subject_id")) {
            return UUID.fromString(northwind.lease());
        }
        return columns.contains("hub_id") ? northwind.hubId() : UUID.fromString(Northwind.ID);
    }

    /** One of Northwind's rows as JSON, read by a role that may read all of it. */
    private String aRow(String table) {
        boolean isTheDevicePlanes = table.equals("departure") || !Catalogue.may("slipway_app", "select", table);
        return as(isTheDevicePlanes ? "slipway_device" : "slipway_app", "northwind")
                .value("select to_jsonb(t)::text from " + table + " t" + where(table) + " limit 1", condition(table));
    }

    private static String copy(String role, String table) {
        String columns = String.join(", ", Catalogue.writable(role, "insert", table));
        return "insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, ?::jsonb)"
                .formatted(table, columns);
    }
}
