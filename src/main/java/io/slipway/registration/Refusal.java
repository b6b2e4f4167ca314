package io.slipway.registration;

import java.util.Locale;

/**
 * Every reason a device is refused for: the code it gets (protocol section 1.5, {@code docs/differences.md} for our own
 * suffixes) and the slug that attempts and {@code info.reason} carry.
 */
public enum Refusal {
    BAD_REQUEST(400, 400000),
    INVALID_REGISTRATION_ID(400, 400004),
    REGISTRATION_ID_MISMATCH(400, 400004),
    UNKNOWN_SCOPE(401, 401002),
    NO_CREDENTIAL(401, 401002),
    NOT_ENROLLED(401, 401002),
    MALFORMED_SIGNATURE(401, 401002),
    SIGNATURE_FOR_ANOTHER(401, 401002),
    SIGNATURE_EXPIRED(401, 401002),
    SIGNATURE_TOO_LONG_VALID(401, 401002),
    WRONG_KEY(401, 401002),
    WRONG_ATTESTATION(401, 401002),
    WRONG_CERTIFICATE(401, 401002),
    COMMON_NAME_MISMATCH(401, 401002),
    CERTIFICATE_NOT_IN_TIME(401, 401002),
    CERTIFICATE_REFUSED(401, 401002),
    CA_NOT_FOUND(401, 401002),
    CA_NOT_VERIFIED(401, 401002),
    NO_GROUP_FOR_CA(401, 401002),
    ENROLLMENT_DISABLED(403, 403001),
    GROUP_DISABLED(403, 403001),
    DEVICE_DISABLED(403, 403001),
    OPERATION_NOT_FOUND(404, 404203),
    NOT_REGISTERED(404, 404202),
    UNKNOWN_PATH(404, 404000),
    WRONG_METHOD(405, 405000),
    CHANGED_MEANWHILE(409, 409203),
    PAYLOAD_TOO_LARGE(413, 413000),
    NOT_JSON(415, 415000),
    OVERLOADED(429, 429001),
    INTERNAL(500, 500000),
    UNAVAILABLE(503, 503000);

    private final int status;
    private final int code;

    Refusal(int status, int code) {
        this.status = status;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
