package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.Method;
import io.restassured.response.Response;
import io.slipway.testing.Calls;
import io.slipway.testing.Replica;
import io.slipway.testing.Replicas;
import java.util.List;
import java.util.Map;

/** Calls of the API by companies, each told in the story. */
final class FleetCalls {
    private final Replicas replicas;
    private final List<String> story;

    FleetCalls(Replicas replicas, List<String> story) {
        this.replicas = replicas;
        this.story = story;
    }

    Response post(String company, String path, Map<String, ?> body) {
        return send(Method.POST, company, path, body);
    }

    Response send(Method method, String company, String path, Map<String, ?> body) {
        return send(method, replicas.calls(company), path, body);
    }

    /** Of this replica and no other. */
    Response postTo(Replica replica, String company, String path, Map<String, ?> body) {
        return send(Method.POST, Calls.as(company, replica::portal), path, body);
    }

    int tell(String what, Response answer) {
        story.add(what + ": " + answer.statusCode());
        return answer.statusCode();
    }

    Response tell(String what, int expected, Response answer) {
        assertEquals(expected, tell(what, answer), () -> what + ": " + answer.asString());
        return answer;
    }

    void tell(String what) {
        story.add(what);
    }

    private static Response send(Method method, Calls calls, String path, Map<String, ?> body) {
        return calls.request().contentType("application/json").body(body).request(method, calls.address(path));
    }
}
