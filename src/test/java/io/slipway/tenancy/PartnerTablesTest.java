package io.slipway.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The fourth wall between companies that do share something: of each table exactly the rows that {@link PartnerRows} lists. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class PartnerTablesTest {
    private Partners partners;

    @BeforeEach
    void partners_share_something() {
        partners = Partners.arranged();
    }

    @Test
    void something_is_arranged_in_every_table() {
        for (String table : Catalogue.tenantTables()) {
            assertFalse(
                    rows(PartnerRows.truth(), table, "true").isEmpty(),
                    "Nothing of Northwind's is arranged in table " + table
                            + ". Add a row of it to Partners or PlantedFacts, and"
                            + " what partners may see of it to PartnerRows.SEEN.");
        }
    }

    @Test
    void each_partner_sees_exactly_the_rows_that_are_listed() {
        List<String> wrong = new ArrayList<>();
        for (String partner : Partners.ALL) {
            for (String table : Catalogue.tenantTables()) {
                if (Catalogue.may("slipway_app", "select", table)) {
                    compare(partner, table, wrong);
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
    }

    private void compare(String partner, String table, List<String> wrong) {
        Set<String> listed = new LinkedHashSet<>();
        for (PartnerRows seen : PartnerRows.of(partner, table)) {
            Set<String> rows = rows(PartnerRows.truth(), table, seen.condition(partners));
            if (rows.isEmpty()) {
                wrong.add("%s is to see %s (%s), and there is none.".formatted(partner, table, seen.why()));
            }
            listed.addAll(rows);
        }
        Set<String> visible = rows(Sql.as(partner), table, "true");
        visible.stream()
                .filter(row -> !listed.contains(row))
                .forEach(row -> wrong.add(
                        "%s sees of %s what PartnerRows.SEEN does not list: %s".formatted(partner, table, row)));
        listed.stream()
                .filter(row -> !visible.contains(row))
                .forEach(row -> wrong.add(
                        "%s does not see of %s what PartnerRows.SEEN lists: %s".formatted(partner, table, row)));
    }

    @Test
    void the_device_plane_of_a_partner_sees_nothing_of_others() {
        for (String partner : Partners.ALL) {
            for (String table : Catalogue.tenantTables()) {
                if (Catalogue.may("slipway_device", "select", table)) {
                    assertEquals(
                            Set.of(),
                            rows(Sql.deviceOf(partner), table, owner(table) + " <> '" + Sql.id(partner) + "'"),
                            partner + " " + table);
                }
            }
        }
    }

    /** Numbers of devices on hubs are the hub's company's to sum up, whose scope they are of notwithstanding. */
    private static String owner(String table) {
        return table.equals("hub_device_count") ? "hub_account_id" : "account_id";
    }

    @Test
    void secrets_in_rows_of_others_are_seen_only_where_that_is_listed() {
        Set<String> told = new TreeSet<>();
        for (String table : Catalogue.tenantTables()) {
            String secrets = String.join(", ", secrets(table));
            if (!secrets.isEmpty() && Partners.ALL.stream().anyMatch(partner -> seesOthers(partner, table))) {
                told.add(table + ": " + secrets);
            }
        }
        assertEquals(lines(PartnerRows.TOLD), lines(told));
    }

    @Test
    void rows_of_others_are_changed_only_where_that_is_listed() {
        Set<String> changed = new TreeSet<>();
        for (String table : Catalogue.tenantTables()) {
            for (String partner : Partners.ALL) {
                if (seesOthers(partner, table)) {
                    changes(partner, table)
                            .ifPresent(columns -> changed.add("%s changes %s: %s".formatted(partner, table, columns)));
                    if (Catalogue.may("slipway_app", "delete", table)
                            && passes(partner, "delete from " + table + others(partner, table))) {
                        changed.add(partner + " removes " + table);
                    }
                }
            }
        }
        assertEquals(lines(PartnerRows.CHANGED), lines(changed));
    }

    /** Those it may write of the columns that are granted at all, or those that it may not where these are fewer. */
    private Optional<String> changes(String partner, String table) {
        List<String> columns = new ArrayList<>(Catalogue.writable("slipway_app", "update", table));
        List<String> changed = columns.stream()
                .filter(column -> passes(
                        partner,
                        "update %s set %s = %s%s"
                                .formatted(table, column, another(table, column), others(partner, table))))
                .sorted()
                .toList();
        columns.removeAll(changed);
        if (changed.isEmpty()) {
            return Optional.empty();
        } else if (columns.isEmpty()) {
            return Optional.of("all");
        }
        return Optional.of(
                changed.size() > columns.size()
                        ? "all but " + columns.stream().sorted().collect(Collectors.joining(", "))
                        : String.join(", ", changed));
    }

    @Test
    void rows_of_others_are_entered_only_where_that_is_listed() {
        Set<String> entered = new TreeSet<>();
        for (String table : Catalogue.tenantTables()) {
            if (Catalogue.may("slipway_app", "insert", table)) {
                String columns = String.join(", ", Catalogue.writable("slipway_app", "insert", table));
                String copy = "insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, ?::jsonb)"
                        .formatted(table, columns);
                for (Map<String, Object> row : oneOfEachKind(table)) {
                    for (String partner : Partners.ALL) {
                        if (!Sql.id(partner).equals(String.valueOf(row.get("account_id")))
                                && passes(partner, copy, row.get("row").toString())) {
                            entered.add(partner + " " + table);
                        }
                    }
                }
            }
        }
        assertEquals(lines(PartnerRows.ENTERED), lines(entered));
    }

    /** One for each set of companies that rows of the table are of, and each kind of a row that has one. */
    private List<Map<String, Object>> oneOfEachKind(String table) {
        String companies = Catalogue.columns(table).stream()
                .filter(column ->
                        column.matches("(account|lessee|operator|holder|supplier|requester|borrower|manufacturer|"
                                + "hub_account|actor_account|claimant)_id|kind"))
                .collect(Collectors.joining(", "));
        return PartnerRows.truth()
                .rows("select distinct on (%1$s) account_id, to_jsonb(t)::text as row from %2$s t where %3$s"
                        .formatted(companies, table, PartnerRows.arranged(table, partners)));
    }

    /** Whether row security and the triggers let it through; what stops it after them is no wall. */
    private static boolean passes(String partner, String statement, Object... values) {
        try {
            return Sql.as(partner).tryOut(statement, values) > 0;
        } catch (SQLException e) {
            return !"42501".equals(e.getSQLState());
        }
    }

    private Set<String> rows(Sql sql, String table, String condition) {
        return sql
                .rows("select to_jsonb(t)::text from (select %s from %s) t where %s and (%s)"
                        .formatted(Catalogue.readable(table), table, PartnerRows.arranged(table, partners), condition))
                .stream()
                .map(row -> row.values().iterator().next().toString())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean seesOthers(String partner, String table) {
        return Catalogue.may("slipway_app", "select", table)
                && !rows(Sql.as(partner), table, "account_id <> '" + Sql.id(partner) + "'")
                        .isEmpty();
    }

    private String others(String partner, String table) {
        return " where %s and account_id <> '%s'".formatted(PartnerRows.arranged(table, partners), Sql.id(partner));
    }

    private static List<String> secrets(String table) {
        return Sql.owner()
                .rows(
                        """
                        select attname, format_type(atttypid, null) as type from pg_attribute
                         where attrelid = ?::regclass and attnum > 0 and not attisdropped
                         order by attname
                        """,
                        table)
                .stream()
                .filter(column -> PartnerRows.SECRET
                                .matcher(column.get("attname").toString())
                                .matches()
                        || PartnerRows.SECRET
                                .matcher(column.get("type").toString())
                                .matches())
                .map(column -> column.get("attname").toString())
                .toList();
    }

    /** A value that differs from what is there. */
    private static String another(String table, String column) {
        String type = Sql.owner()
                .value(
                        "select format_type(atttypid, null) from pg_attribute where attrelid = ?::regclass and attname = ?",
                        table,
                        column);
        return switch (type) {
            case "boolean" -> "not " + column;
            case "uuid" -> "gen_random_uuid()";
            case "integer", "bigint" -> "coalesce(" + column + ", 0) + 1";
            case "timestamp with time zone" -> "coalesce(" + column + ", now()) + interval '1 hour'";
            case "text[]" -> "array_append(" + column + ", 'taken')";
            case "jsonb" -> "'{\"taken\":true}'";
            case "bytea" -> "'\\x00'";
            default -> "'taken'";
        };
    }

    private static String lines(Set<String> lines) {
        return String.join("\n", new TreeSet<>(lines));
    }
}
