package io.slipway.device;

import io.slipway.registration.Refusal;
import io.slipway.security.PercentEncoding;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a request's path addresses (protocol section 1.1). Words are compared without case and extra slashes do not matter,
 * as clients differ in both; IDs are percent-decoded and not yet checked.
 */
record Target(Route route, String idScope, String registrationId, String operationId) {
    enum Route {
        REGISTER("PUT"),
        OPERATION("GET"),
        STATUS("POST"),
        TRUST_BUNDLE("GET, HEAD"),
        WELCOME("GET, HEAD"),
        NOWHERE("");

        private final String methods;

        Route(String methods) {
            this.methods = methods;
        }

        boolean allows(String method) {
            return List.of(methods.split(", ")).contains(method);
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** As the {@code Allow} header lists them. */
        String methods() {
            return methods;
        }
    }

    static Target of(String path) {
        List<String> segments = Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
        if (segments.size() < 3 || !segments.get(1).equalsIgnoreCase("registrations")) {
            return new Target(other(segments), "", "", "");
        }
        String operationId = segments.size() == 5 ? decode(segments.get(4)) : "";
        return new Target(registration(segments), decode(segments.get(0)), decode(segments.get(2)), operationId);
    }

    /** Where to ask for an operation, relative: the name the device used is the right one. */
    String operationPath(String operationId, String apiVersion) {
        return "/%s/registrations/%s/operations/%s?api-version=%s"
                .formatted(
                        PercentEncoding.encode(idScope),
                        PercentEncoding.encode(registrationId),
                        PercentEncoding.encode(operationId),
                        apiVersion);
    }

    private static Route registration(List<String> segments) {
        if (segments.size() == 3) {
            return Route.STATUS;
        } else if (segments.size() == 4 && segments.get(3).equalsIgnoreCase("register")) {
            return Route.REGISTER;
        } else if (segments.size() == 5 && segments.get(3).equalsIgnoreCase("operations")) {
            return Route.OPERATION;
        } else {
            return Route.NOWHERE;
        }
    }

    private static Route other(List<String> segments) {
        if (segments.isEmpty()) {
            return Route.WELCOME;
        } else if (segments.equals(List.of("trust-bundle.pem"))) {
            return Route.TRUST_BUNDLE;
        } else {
            return Route.NOWHERE;
        }
    }

    private static String decode(String segment) {
        try {
            return PercentEncoding.decode(segment);
        } catch (IllegalArgumentException e) {
            throw new RefusedRequest(Refusal.BAD_REQUEST, "The path cannot be decoded: " + e.getMessage() + ".");
        }
    }
}
