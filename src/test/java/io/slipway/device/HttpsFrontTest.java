package io.slipway.device;

import static io.slipway.device.RunningListener.REGISTER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.registration.Refusal;
import io.slipway.registration.RegisterDevice;
import io.slipway.registration.RegistrationAnswer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsFrontTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path home;

    private static RunningListener running;

    @BeforeAll
    static void start() {
        running = RunningListener.in(home, TlsEngine.best());
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @BeforeEach
    void forget() {
        running.registrar.asked.clear();
        running.registrar.answer = Answers::assigned;
    }

    @Test
    void an_assigned_device_gets_the_body_every_sdk_understands() throws Exception {
        HttpResponse<String> response = running.put(REGISTER, "{\"registrationId\":\"d1\"}");

        assertEquals(200, response.statusCode());
        assertEquals(
                "{\"operationId\":\"" + Answers.OPERATION_ID + "\",\"status\":\"assigned\",\"registrationState\":{"
                        + "\"symmetricKey\":{\"enrollmentGroupId\":\"group-1\"},\"registrationId\":\"d1\","
                        + "\"createdDateTimeUtc\":\"2026-11-22T22:00:00.1234567Z\","
                        + "\"assignedHub\":\"west.hub.slipway.localhost\",\"deviceId\":\"d1\",\"status\":\"assigned\","
                        + "\"substatus\":\"initialAssignment\","
                        + "\"lastUpdatedDateTimeUtc\":\"2026-11-22T22:00:00.1234567Z\","
                        + "\"etag\":\"IjAwMDAi\",\"payload\":{\"hello\": 1.0}}}",
                response.body());
        assertEquals("application/json; charset=utf-8", header(response, "Content-Type"));
        assertFalse(header(response, "x-ms-request-id").isEmpty());
        assertFalse(header(response, "Strict-Transport-Security").isEmpty());
    }

    @Test
    void a_device_that_must_wait_is_told_how_long_and_where_to_ask() throws Exception {
        running.registrar.answer = Answers::assigning;

        HttpResponse<String> response =
                running.put("/0ne00000001/registrations/d%3A1/register?api-version=2019-03-31", "{}");

        assertEquals(202, response.statusCode());
        assertEquals("1", header(response, "Retry-After"));
        assertEquals(
                "/0ne00000001/registrations/d%3A1/operations/" + Answers.OPERATION_ID + "?api-version=2019-03-31",
                header(response, "Location"));
        assertEquals(
                "{\"operationId\":\"" + Answers.OPERATION_ID + "\",\"status\":\"assigning\","
                        + "\"registrationState\":{\"registrationId\":\"d:1\",\"status\":\"assigning\"}}",
                response.body());
    }

    @Test
    void registration_gets_what_the_device_sent_as_it_sent_it() throws Exception {
        running.send(
                running.nobody(),
                running.request(
                                "/0ne00000001/registrations/Dev%3A01/register?api-version=2021-06-01&forceRegistration=true")
                        .header("Authorization", "SharedAccessSignature sr=0ne%2fx&sig=a%3D&se=1&skn=")
                        .PUT(
                                BodyPublishers.ofString(
                                        "{\"registrationId\":\"dev:01\",\"payload\":{\"n\":1.000, \"deep\":[{}]},\"other\":[1]}")));

        RegisterDevice request = running.registrar.last().request();
        assertEquals("register", running.registrar.last().what());
        assertEquals("0ne00000001", request.idScope());
        assertEquals("Dev:01", request.registrationId());
        assertEquals("2021-06-01", request.apiVersion());
        assertEquals(Optional.of("SharedAccessSignature sr=0ne%2fx&sig=a%3D&se=1&skn="), request.sas());
        assertEquals(Optional.of("{\"n\":1.000, \"deep\":[{}]}"), request.payload());
        assertEquals(RegisterDevice.Transport.HTTPS, request.transport());
        assertEquals("127.0.0.1", request.remoteAddress());
        assertTrue(request.chain().isEmpty());
    }

    @Test
    void an_operation_is_looked_up_even_if_the_request_has_a_body() throws Exception {
        running.send(
                running.nobody(),
                running.request("/0ne00000001/registrations/d1/operations/4.a.b?api-version=2019-03-31")
                        .method("GET", BodyPublishers.ofString("{}")));

        assertEquals("operation", running.registrar.last().what());
        assertEquals("4.a.b", running.registrar.last().operationId());
    }

    @Test
    void a_status_lookup_gets_the_state_alone() throws Exception {
        running.registrar.answer = () -> new RegistrationAnswer.Status(Answers.state());

        HttpResponse<String> response = running.send(
                running.nobody(),
                running.request("/0ne00000001/registrations/d1?api-version=2019-03-31")
                        .POST(BodyPublishers.ofString("{\"registrationId\":\"d1\"}")));

        assertEquals(200, response.statusCode());
        assertEquals("status", running.registrar.last().what());
        assertEquals("d1", JSON.readTree(response.body()).get("deviceId").asText());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/0ne00000001/Registrations/d1/REGISTER?api-version=2019-03-31",
                "/0ne00000001/registrations/d1/register/?api-version=2019-03-31",
                "//0ne00000001//registrations/d1//register?api-version=2019-03-31",
                "/0ne00000001/registrations/%64%31/register?Api-Version=2017-08-31-preview"
            })
    void paths_are_taken_in_any_case_and_with_extra_slashes(String path) throws Exception {
        HttpResponse<String> response = running.put(path, "{}");

        assertEquals(200, response.statusCode(), response.body());
        assertEquals("d1", running.registrar.last().request().registrationId());
    }

    @Test
    void an_absolute_request_target_is_taken() throws Exception {
        String answer = running.raw("PUT https://any.name:443" + REGISTER + " HTTP/1.1\r\nHost: any.name\r\n"
                + "Content-Length: 2\r\nConnection: close\r\n\r\n{}");

        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        assertEquals("d1", running.registrar.last().request().registrationId());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"payload\":{\"a\":1}} | {\"a\":1}",
                "{\"payload\" : \"{\\\"m\\\":1}\" } | \"{\\\"m\\\":1}\"",
                "{\"payload\": [1, 2 ],\"x\":1} | [1, 2 ]",
                "{\"payload\":1.50 } | 1.50",
                "{\"payload\":-1} | -1",
                "{\"payload\":true} | true",
                "{\"payload\":\"é€😀\"} | \"é€😀\""
            })
    void a_payload_of_any_kind_is_kept_as_text(String body, String payload) throws Exception {
        running.put(REGISTER, body);

        assertEquals(Optional.of(payload), running.registrar.last().request().payload());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "{}", "{\"payload\":null}", "{\"registrationId\":null,\"tpm\":null,\"csr\":null}"})
    void a_body_without_payload_is_taken(String body) throws Exception {
        HttpResponse<String> response = running.put(REGISTER, body);

        assertEquals(200, response.statusCode(), response.body());
        assertEquals(Optional.empty(), running.registrar.last().request().payload());
    }

    @ParameterizedTest
    @CsvSource({
        "application/json; charset=utf-8, {}, 200",
        "APPLICATION/JSON, {}, 200",
        "application/x-www-form-urlencoded, {}, 200",
        "text/plain, hello, 415",
        "application/xml, <a/>, 415",
        "application/xml, '', 200",
        "application/json, hello, 400"
    })
    void a_content_type_matters_only_if_the_body_is_not_json(String type, String body, int status) throws Exception {
        HttpResponse<String> response = running.send(
                running.nobody(),
                running.request(REGISTER).setHeader("Content-Type", type).PUT(BodyPublishers.ofString(body)));

        assertEquals(status, response.statusCode(), response.body());
        if (status == 415) {
            assertError(response, Refusal.NOT_JSON);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"payload\":} | The body is not JSON at line 1, column 12",
                "{\"payload\":1 | The body is not JSON at line 1, column",
                "[] | The body must be a JSON object.",
                "{} {} | The body goes on after its JSON object.",
                "{\"registrationId\":1} | The registrationId must be a string.",
                "{\"csr\":\"MII\"} | Certificate signing requests are not offered yet.",
                "{\"tpm\":{\"endorsementKey\":\"a\"}} | Attestation by TPM is not offered yet."
            })
    void a_body_that_makes_no_sense_is_refused_with_the_place(String body, String message) throws Exception {
        HttpResponse<String> response = running.put(REGISTER, body);

        assertError(response, Refusal.BAD_REQUEST);
        assertTrue(response.body().contains(message), response.body());
        assertTrue(running.registrar.asked.isEmpty());
    }

    @Test
    void a_body_for_another_device_is_refused() throws Exception {
        assertError(running.put(REGISTER, "{\"registrationId\":\"d2\"}"), Refusal.REGISTRATION_ID_MISMATCH);
        assertEquals(200, running.put(REGISTER, "{\"registrationId\":\"D1\"}").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?api-version=", "?api-version=2016-01-01", "?api-version=latest"})
    void an_api_version_that_is_missing_or_older_than_the_protocol_is_refused(String query) throws Exception {
        HttpResponse<String> response = running.put("/0ne00000001/registrations/d1/register" + query, "{}");

        assertError(response, Refusal.BAD_REQUEST);
        assertTrue(response.body().contains("api-version"));
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void every_refusal_of_registration_reaches_the_device(Refusal refusal) throws Exception {
        running.registrar.answer = () -> new RegistrationAnswer.Refused(refusal, "Because \"so\".");

        HttpResponse<String> response = running.put(REGISTER, "{}");

        JsonNode error = assertError(response, refusal);
        assertEquals("Because \"so\".", error.get("message").asText());
        boolean later = refusal.status() == 429 || refusal.status() == 503;
        assertEquals(later, response.headers().firstValue("Retry-After").isPresent());
    }

    @Test
    void a_failure_inside_tells_the_device_no_more_than_a_tracking_id() throws Exception {
        running.registrar.answer = () -> {
            throw new IllegalStateException("secret detail");
        };

        HttpResponse<String> response = running.put(REGISTER, "{}");

        assertError(response, Refusal.INTERNAL);
        assertFalse(response.body().contains("secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /0ne00000001/registrations/d1/register, PUT",
        "DELETE, /0ne00000001/registrations/d1, POST",
        "PUT, /0ne00000001/registrations/d1/operations/1, GET",
        "POST, /, 'GET, HEAD'",
        "PUT, /trust-bundle.pem, 'GET, HEAD'"
    })
    void a_wrong_method_is_told_the_right_ones(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response =
                running.send(running.nobody(), running.request(path).method(method, BodyPublishers.noBody()));

        assertError(response, Refusal.WRONG_METHOD);
        assertEquals(allowed, header(response, "Allow"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/favicon.ico",
                "/0ne00000001/registrations",
                "/0ne00000001/registrations/d1/getDeviceUpdate",
                "/0ne00000001/enrollments/d1/register"
            })
    void an_unknown_path_is_not_found(String path) throws Exception {
        assertError(running.put(path, "{}"), Refusal.UNKNOWN_PATH);
    }

    @Test
    void a_path_that_cannot_be_decoded_is_refused() throws Exception {
        String answer = running.raw(
                "PUT /0ne/registrations/%zz/register?api-version=2019-03-31 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("The path cannot be decoded"), answer);
    }

    @Test
    void the_first_page_says_what_this_is_and_where_its_root_is() throws Exception {
        HttpResponse<String> get =
                running.send(running.nobody(), running.request("/").GET());
        HttpResponse<String> head =
                running.send(running.nobody(), running.request("/").method("HEAD", BodyPublishers.noBody()));
        HttpResponse<String> bundle = running.send(
                running.nobody(), running.request("/trust-bundle.pem").GET());

        assertEquals(
                "/trust-bundle.pem",
                JSON.readTree(get.body()).get("trustBundle").asText());
        assertEquals(200, head.statusCode());
        assertEquals("", head.body());
        assertEquals(running.tls.trustBundle().orElseThrow(), bundle.body());
    }

    @Test
    void requests_are_timed_by_what_they_ask_for() throws Exception {
        running.put("/0ne00000001/registrations/another/register?api-version=2019-03-31", "{}");

        var timer = running.meters
                .get("slipway.device.requests")
                .tags("operation", "register", "status", "200")
                .timer();
        assertTrue(timer.count() > 0);
    }

    @Test
    void what_is_not_http_gets_an_error_and_the_connection_is_closed() throws Exception {
        String longLine = running.raw("GET /" + "a".repeat(10_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        String longHead = running.raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(40_000) + "\r\n\r\n");

        assertTrue(longLine.startsWith("HTTP/1.0 400 "), longLine);
        assertTrue(longHead.contains(" 400 "), longHead);
    }

    private static JsonNode assertError(HttpResponse<String> response, Refusal refusal) throws Exception {
        assertEquals(refusal.status(), response.statusCode(), response.body());
        JsonNode error = JSON.readTree(response.body());
        assertEquals(refusal.code(), error.get("errorCode").asInt());
        assertEquals(refusal.reason(), error.get("info").get("reason").asText());
        assertEquals(
                header(response, "x-ms-request-id"), error.get("trackingId").asText());
        assertTrue(error.get("timestampUtc").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z"));
        assertEquals(Integer.toString(refusal.code()), header(response, "x-ms-error-code"));
        assertEquals("application/json; charset=utf-8", header(response, "Content-Type"));
        return error;
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
