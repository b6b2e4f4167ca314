package io.slipway.device;

import io.slipway.device.DeviceConnection.Phase;
import io.slipway.registration.Refusal;
import io.slipway.registration.RegistrationAnswer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Writes the answer to one request (protocol sections 1.3 to 1.5). Used on the request's event loop. */
class HttpsAnswer {
    private static final Logger LOG = Logger.getLogger(HttpsAnswer.class);
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json; charset=utf-8");
    private static final CharSequence PEM = HttpHeaders.createOptimized("application/x-pem-file");
    private static final CharSequence HSTS = HttpHeaders.createOptimized("Strict-Transport-Security");
    private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-ms-request-id");
    private static final CharSequence ERROR_CODE = HttpHeaders.createOptimized("x-ms-error-code");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
    private static final String BUSY_SECONDS = "5";

    private final HttpServerRequest request;
    private final DeviceConnection connection;
    private final DeviceMeters meters;
    private final String trackingId = trackingId();
    private final long begun = System.nanoTime();
    private Target.Route route = Target.Route.NOWHERE;
    private boolean closing;

    HttpsAnswer(HttpServerRequest request, DeviceConnection connection, DeviceMeters meters) {
        this.request = request;
        this.connection = connection;
        this.meters = meters;
    }

    void about(Target.Route asked) {
        route = asked;
    }

    /** For a request whose rest will not be read. */
    HttpsAnswer closing() {
        closing = true;
        return this;
    }

    /** Whether the device is still there, and has no answer yet. */
    boolean isAwaited() {
        return !request.response().closed() && !request.response().ended();
    }

    void write(RegistrationAnswer answer, Target target, String apiVersion) {
        if (answer instanceof RegistrationAnswer.Operation operation) {
            if (!operation.isFinal()) {
                askAgain(operation, target, apiVersion);
            }
            send(operation.isFinal() ? 200 : 202, JSON, AnswerJson.operation(operation, target.registrationId()));
        } else if (answer instanceof RegistrationAnswer.Status status) {
            send(200, JSON, AnswerJson.state(status.state()));
        } else if (answer instanceof RegistrationAnswer.Refused refused) {
            refuse(refused.refusal(), refused.message());
        }
    }

    void refuse(Refusal refusal, String message) {
        LOG.infof(
                "%s %s refused with %d %s, tracking ID %s: %s",
                request.method(), printable(request.path()), refusal.code(), refusal.reason(), trackingId, message);
        HttpServerResponse response = request.response();
        response.putHeader(ERROR_CODE, Integer.toString(refusal.code()));
        if (refusal.status() == 429 || refusal.status() == 503) {
            response.putHeader(RETRY_AFTER, BUSY_SECONDS);
        }
        send(refusal.status(), JSON, AnswerJson.error(refusal, message, trackingId, Instant.now()));
    }

    void refuseMethod(String allowed) {
        request.response().putHeader(HttpHeaders.ALLOW, allowed);
        refuse(Refusal.WRONG_METHOD, "This address takes " + allowed + " only.");
    }

    void failed(Throwable failure) {
        LOG.errorf(failure, "A device's request failed, tracking ID %s; the device may try again.", trackingId);
        refuse(Refusal.INTERNAL, "Something went wrong here. Try again; the tracking ID finds the cause in the log.");
    }

    void welcome() {
        send(200, JSON, AnswerJson.welcome());
    }

    void pem(String text) {
        send(200, PEM, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Never 0: Node would ask again at once, without end (protocol section 1.4). */
    private void askAgain(RegistrationAnswer.Operation operation, Target target, String apiVersion) {
        request.response()
                .putHeader(RETRY_AFTER, Integer.toString(Math.max(1, operation.retryAfterSeconds())))
                .putHeader(HttpHeaders.LOCATION, target.operationPath(operation.operationId(), apiVersion));
    }

    private void send(int status, CharSequence contentType, byte[] body) {
        HttpServerResponse response = request.response();
        if (!isAwaited()) {
            return;
        }
        connection.is(Phase.IDLE);
        meters.answered(route, status, System.nanoTime() - begun);
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(REQUEST_ID, trackingId)
                .putHeader(HSTS, A_YEAR);
        if (closing) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            response.end(Buffer.buffer(body)).onComplete(ended -> connection.close());
        } else {
            response.end(Buffer.buffer(body));
        }
    }

    /** It only has to differ, so it does not draw on the secure random numbers, which threads wait for. */
    private static String trackingId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long version4 = random.nextLong() & ~0xF000L | 0x4000L;
        long variant = random.nextLong() & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(version4, variant).toString();
    }

    /** What a device sends must not be able to write lines of its own into the log. */
    private static String printable(String path) {
        String shown = path == null ? "" : path.replaceAll("[^\\x21-\\x7e]", "?");
        return shown.length() > 300 ? shown.substring(0, 300) + "…" : shown;
    }
}
