package io.slipway.tenancy;

import static org.awaitility.Awaitility.await;

import io.slipway.demo.SampleCompanies;
import io.slipway.testing.Sql;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Things that are arranged, by what they are called in the tests: {@code hub home}, {@code lease contosos}. */
abstract class Named {
    /** In each name of a thing, so that it is found nowhere else. */
    final String mark = UUID.randomUUID().toString().substring(0, 8);

    /** What names it in an address. */
    final Map<String, String> ids = new LinkedHashMap<>();

    private final Map<String, String> rowIds = new HashMap<>();

    String id(String what) {
        String id = ids.get(what);
        if (id == null) {
            throw new AssertionError("Nothing is called " + what + " in Partners.");
        }
        return id;
    }

    String host(String hub) {
        return id("host " + hub);
    }

    /** The key of a row: of a company, of a scope, else of a hub. */
    String rowId(String name) {
        if (SampleCompanies.ACCOUNTS.stream().anyMatch(account -> account.slug().equals(name))) {
            return Sql.id(name);
        }
        return rowIds.computeIfAbsent(name, unknown -> {
            String key = ids.containsKey("scope " + name)
                    ? "select scope_id::text from scope where id_scope = '" + id("scope " + name) + "'"
                    : "select hub_id::text from hub where name = '" + id("hub " + name) + "'";
            return Sql.as("northwind").value(key);
        });
    }

    /** Of every hub of the arrangement, whoever's it is, as a condition lists them. */
    String hubIds() {
        return rowIds.computeIfAbsent(
                "hubs",
                all -> Sql.everything("slipway").rows("select hub_id from hub where name like ?", "%-" + mark).stream()
                        .map(row -> "'" + row.get("hub_id") + "'")
                        .collect(Collectors.joining(", ")));
    }

    String ofScope(String path) {
        return "scopes/" + id("scope shared") + "/" + path;
    }

    String supplied(String path) {
        return "supply/" + id("scope shared") + "/" + path;
    }

    static void until(Callable<Boolean> so) {
        await().atMost(Duration.ofSeconds(90)).until(so);
    }
}
