package io.slipway.tenancy;

import io.slipway.testing.Calls;
import io.slipway.testing.Sql;
import java.util.List;
import java.util.Map;

/** What happens between companies, step by step, each thing noted by its name. */
abstract class Course extends Named {
    static final Calls NORTHWIND = Calls.as("northwind");
    static final Calls CONTOSO = Calls.as("contoso");
    static final Calls CORNER = Calls.as("corner");
    static final Calls FABRIKAM = Calls.as("fabrikam");
    static final Sql ALL = Sql.everything("slipway");

    static String made(Calls company, String path, Map<String, ?> body) {
        return company.post(path, body).statusCode(201).extract().path("id");
    }

    static void done(Calls company, String path, Map<String, ?> body) {
        company.post(path, body).statusCode(200);
    }

    static void done(Calls company, String path) {
        done(company, path, Map.of());
    }

    static void awaitState(String path, String state) {
        awaitState(NORTHWIND, path, state);
    }

    static void awaitState(Calls company, String path, String state) {
        until(() -> state.equals(company.get(path).extract().path("state")));
    }

    /** What waits for its time has it now, without the clock of all tests. */
    static void due(Sql sql, String table, String time, String id) {
        sql.update(
                "update %1$s set %2$s = now() - interval '1 minute' where %1$s_id = ?::uuid".formatted(table, time),
                id);
        due(id);
    }

    static void due(String id) {
        ALL.update("update work set due_at = now() where subject_id = ?::uuid", id);
    }

    void hub(Calls company, String name, String connector) {
        ids.put("hub " + name, name + "-" + mark);
        Map<String, String> body = connector.equals("memory")
                ? Map.of(
                        "name",
                        id("hub " + name),
                        "connector",
                        connector,
                        "hostName",
                        id("hub " + name) + ".example.org")
                : Map.of("name", id("hub " + name));
        ids.put(
                "host " + name,
                company.post("hubs", body).statusCode(201).extract().path("hostName"));
    }

    String ofHub(String name, String path) {
        return "hubs/" + id("hub " + name) + "/" + path;
    }

    /** Devices that never registered. */
    List<String> devices(String... names) {
        List<String> devices =
                List.of(names).stream().map(name -> name + "-" + mark).toList();
        for (String device : devices) {
            Sql.as("northwind")
                    .update(
                            """
                            insert into device (scope_id, registration_key, account_id, holder_id, registration_id
                                              , attestation_type)
                            select scope_id, ?, account_id, account_id, ?, 'symmetricKey' from scope where id_scope = ?
                            """,
                            device,
                            device,
                            id("scope shared"));
        }
        for (String name : names) {
            device(name);
        }
        return devices;
    }

    /** As the trails name it. */
    String device(String name) {
        ids.put("device " + name, id("scope shared") + "/" + name + "-" + mark);
        return name + "-" + mark;
    }
}
