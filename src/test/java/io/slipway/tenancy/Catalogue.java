package io.slipway.tenancy;

import io.slipway.testing.Sql;
import java.util.List;
import java.util.Map;

/** What PostgreSQL itself says of the schema. */
final class Catalogue {
    static final List<String> ROLES = List.of("slipway_app", "slipway_device");

    /**
     * Not of one company, each with its reason. A table that is neither here nor under row security fails the tests.
     */
    static final Map<String, String> OPEN = Map.of(
            "account_address", "resolves a slug before an account is known; nothing in it is secret",
            "scope_address", "resolves an ID scope before an account is known; nothing in it is secret",
            "work", "tells workers where to look before an account is known; ids and times only",
            "flyway_schema_history", "the migrations' own; no role of the application may touch it");

    private Catalogue() {}

    /** Ordinary and partitioned tables, without partitions, which are reached through their parents only. */
    static List<String> tables() {
        return names(
                """
                select relname from pg_class
                 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
                 order by relname
                """);
    }

    static List<String> tenantTables() {
        return tables().stream().filter(table -> !OPEN.containsKey(table)).toList();
    }

    static List<String> partitions() {
        return names(
                """
                select relname from pg_class
                 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relispartition
                 order by relname
                """);
    }

    /** Any of the table, or of one of its columns. */
    static boolean may(String role, String command, String table) {
        String sql = command.equals("delete")
                ? "select has_table_privilege(?, ?, ?)"
                : "select has_table_privilege(?, ?, ?) or has_any_column_privilege(?, ?, ?)";
        return command.equals("delete")
                ? Sql.owner().<Boolean>value(sql, role, table, command)
                : Sql.owner().<Boolean>value(sql, role, table, command, role, table, command);
    }

    /** Columns the role may write with that command, which generated ones never are. */
    static List<String> writable(String role, String command, String table) {
        return names(
                """
                select attname from pg_attribute
                 where attrelid = ?::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''
                   and has_column_privilege(?, attrelid, attnum, ?)
                 order by attnum
                """,
                table,
                role,
                command);
    }

    /** What the application may read of a table, as a select list; all of one that it may not read at all. */
    static String readable(String table) {
        List<String> columns = names(
                """
                select attname from pg_attribute
                 where attrelid = ?::regclass and attnum > 0 and not attisdropped
                   and has_column_privilege('slipway_app', attrelid, attnum, 'select')
                 order by attnum
                """,
                table);
        return columns.isEmpty() ? "*" : String.join(", ", columns);
    }

    static List<String> columns(String table) {
        return names(
                """
                select attname from pg_attribute
                 where attrelid = ?::regclass and attnum > 0 and not attisdropped
                 order by attnum
                """,
                table);
    }

    static List<String> names(String sql, Object... values) {
        return Sql.owner().rows(sql, values).stream()
                .map(row -> row.values().iterator().next().toString())
                .toList();
    }
}
