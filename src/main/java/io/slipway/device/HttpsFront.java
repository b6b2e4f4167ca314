package io.slipway.device;

import io.slipway.device.DeviceConnection.Phase;
import io.slipway.registration.Refusal;
import io.slipway.registration.RegisterDevice;
import io.slipway.registration.RegistrationAnswer;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** The device API over HTTPS (protocol section 1). One per event loop, used on it alone. */
class HttpsFront implements Handler<HttpServerRequest> {
    private final Registrar registrar;
    private final Supplier<Optional<String>> trustBundle;
    private final DeviceConnections connections;
    private final Gate gate;
    private final DeviceMeters meters;

    HttpsFront(
            Registrar registrar,
            Supplier<Optional<String>> trustBundle,
            DeviceConnections connections,
            Gate gate,
            DeviceMeters meters) {
        this.registrar = registrar;
        this.trustBundle = trustBundle;
        this.connections = connections;
        this.gate = gate;
        this.meters = meters;
    }

    @Override
    public void handle(HttpServerRequest request) {
        DeviceConnection connection = connections.of(request.connection());
        connection.is(Phase.SENDING);
        HttpsAnswer answer = new HttpsAnswer(request, connection, meters);
        answering(answer, () -> route(request, connection, answer));
    }

    /** What is no HTTP, or too long to be the protocol's. */
    void handleInvalid(HttpServerRequest request) {
        String problem = request.decoderResult().cause().getMessage();
        new HttpsAnswer(request, connections.of(request.connection()), meters)
                .closing()
                .refuse(Refusal.BAD_REQUEST, "This is not a request of the device protocol: " + problem);
    }

    private void route(HttpServerRequest request, DeviceConnection connection, HttpsAnswer answer) {
        Target target = Target.of(request.path());
        answer.about(target.route());
        if (target.route() == Target.Route.NOWHERE) {
            answer.refuse(Refusal.UNKNOWN_PATH, "There is nothing at this address.");
        } else if (!target.route().allows(request.method().name())) {
            answer.refuseMethod(target.route().methods());
        } else {
            switch (target.route()) {
                case WELCOME -> answer.welcome();
                case TRUST_BUNDLE -> sendTrustBundle(answer);
                case REGISTER, OPERATION, STATUS, NOWHERE -> BodyReader.read(
                        request,
                        answer,
                        body -> answering(answer, () -> take(request, connection, target, body, answer)),
                        () -> answering(
                                answer, () -> refuse(request, connection, target, RefusedRequest.tooLarge(), answer)));
            }
        }
    }

    private void take(
            HttpServerRequest request, DeviceConnection connection, Target target, byte[] bytes, HttpsAnswer answer) {
        try {
            RegisterDevice device = device(request, connection, target, bytes);
            connection.is(Phase.WAITING);
            ask(target, device, bytes.length, answer, () -> call(target, device));
        } catch (RefusedRequest e) {
            refuse(request, connection, target, e, answer);
        }
    }

    /** So that the operator reads the same as the device. */
    private void refuse(
            HttpServerRequest request,
            DeviceConnection connection,
            Target target,
            RefusedRequest refused,
            HttpsAnswer answer) {
        RegisterDevice device = device(request, connection, target, "", Optional.empty());
        connection.is(Phase.WAITING);
        ask(target, device, 0, answer, () -> registrar.refuse(device, refused.refusal(), refused.getMessage()));
    }

    private RegisterDevice device(HttpServerRequest request, DeviceConnection connection, Target target, byte[] bytes) {
        String apiVersion = ApiVersion.from(request.getParam("api-version"));
        // Node sends a body with its GET (protocol section 1.1).
        DeviceBody body = target.route() == Target.Route.OPERATION
                ? DeviceBody.NONE
                : DeviceBody.from(bytes, request.getHeader(HttpHeaders.CONTENT_TYPE));
        body.check(target.registrationId());
        return device(request, connection, target, apiVersion, body.payload());
    }

    private static RegisterDevice device(
            HttpServerRequest request,
            DeviceConnection connection,
            Target target,
            String apiVersion,
            Optional<String> payload) {
        return new RegisterDevice(
                target.idScope(),
                target.registrationId(),
                apiVersion,
                Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION)),
                connection.chain(),
                payload,
                RegisterDevice.Transport.HTTPS,
                request.remoteAddress().hostAddress());
    }

    private void ask(
            Target target,
            RegisterDevice device,
            int bytes,
            HttpsAnswer answer,
            Supplier<CompletionStage<RegistrationAnswer>> call) {
        Context context = Vertx.currentContext();
        gate.visit(new Gate.Visit() {
            @Override
            public int bytes() {
                return bytes;
            }

            @Override
            public boolean isAwaited() {
                return answer.isAwaited();
            }

            @Override
            public void enter() {
                call.get()
                        .whenComplete((result, failure) -> context.runOnContext(here -> {
                            gate.leave();
                            answering(answer, () -> tell(answer, result, failure, target, device));
                        }));
            }

            @Override
            public void refuse() {
                answer.refuse(Refusal.OVERLOADED, "Too many devices register just now. Try again later.");
            }
        });
    }

    private static void tell(
            HttpsAnswer answer, RegistrationAnswer result, Throwable failure, Target target, RegisterDevice device) {
        if (failure == null) {
            answer.write(result, target, device.apiVersion());
        } else {
            answer.failed(failure);
        }
    }

    private CompletionStage<RegistrationAnswer> call(Target target, RegisterDevice device) {
        try {
            return switch (target.route()) {
                case REGISTER -> registrar.register(device);
                case OPERATION -> registrar.operation(device, target.operationId());
                case STATUS -> registrar.status(device);
                case TRUST_BUNDLE, WELCOME, NOWHERE -> throw new IllegalArgumentException(target.toString());
            };
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private void sendTrustBundle(HttpsAnswer answer) {
        trustBundle
                .get()
                .ifPresentOrElse(
                        answer::pem,
                        () -> answer.refuse(
                                Refusal.UNKNOWN_PATH,
                                "This listener's certificate was issued elsewhere. Ask the operator for its root."));
    }

    private static void answering(HttpsAnswer answer, Runnable step) {
        try {
            step.run();
        } catch (RefusedRequest e) {
            answer.refuse(e.refusal(), e.getMessage());
        } catch (RuntimeException e) {
            answer.failed(e);
        }
    }
}
