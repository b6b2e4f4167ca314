package io.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A reassignment under way. */
final class Moving {
    private final Api api;
    private final String path;
    private final long begun = System.nanoTime();
    private JsonNode now;
    private double seconds;

    private Moving(Api api, String path) {
        this.api = api;
        this.path = path;
    }

    /** Planned and started: all devices of one hub to another. */
    static Moving start(Api api, String idScope, String from, String to) throws Exception {
        JsonNode plan = api.post(
                "reassignments", Map.of("idScope", idScope, "devices", Map.of("hub", from), "targetHub", to));
        Moving moving = new Moving(api, "reassignments/" + plan.path("id").asText());
        api.post(moving.path + "/starts", Map.of());
        return moving;
    }

    boolean isDone() throws Exception {
        now = api.get(path);
        seconds = (System.nanoTime() - begun) / 1e9;
        return now.path("state").asText().equals("finished");
    }

    /** Below the account. */
    String path() {
        return path;
    }

    JsonNode counts() {
        return now.path("counts");
    }

    /** Until it was last asked. */
    double seconds() {
        return seconds;
    }
}
