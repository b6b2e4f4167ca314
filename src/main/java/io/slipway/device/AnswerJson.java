package io.slipway.device;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.slipway.registration.Refusal;
import io.slipway.registration.RegistrationAnswer;
import io.slipway.registration.RegistrationState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The JSON of answers (protocol sections 1.3 and 1.5), the same for every protocol, in a form that no SDK trips over. */
final class AnswerJson {
    private static final JsonFactory JSON = new JsonFactory();
    /** Seven digits of a second, as the vendor sends them and some clients expect. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

    private AnswerJson() {}

    /**
     * {@code RegistrationOperationStatus}. Java refuses one without operation ID, and a state without its registration ID
     * and status, so these are always there.
     */
    static byte[] operation(RegistrationAnswer.Operation operation, String registrationId) {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("operationId", operation.operationId());
            json.writeStringField("status", operation.status());
            json.writeFieldName("registrationState");
            if (operation.registrationState() == null) {
                json.writeStartObject();
                json.writeStringField("registrationId", registrationId);
                json.writeStringField("status", operation.status());
                json.writeEndObject();
            } else {
                writeState(json, operation.registrationState());
            }
            json.writeEndObject();
        });
    }

    /** {@code DeviceRegistrationResult}. */
    static byte[] state(RegistrationState state) {
        return write(json -> writeState(json, state));
    }

    static byte[] error(Refusal refusal, String message, String trackingId, Instant now) {
        return write(json -> {
            json.writeStartObject();
            json.writeNumberField("errorCode", refusal.code());
            json.writeStringField("trackingId", trackingId);
            json.writeStringField("message", message);
            json.writeObjectFieldStart("info");
            json.writeStringField("reason", refusal.reason());
            json.writeEndObject();
            json.writeStringField("timestampUtc", TIME.format(now));
            json.writeEndObject();
        });
    }

    static byte[] welcome() {
        return write(json -> {
            json.writeStartObject();
            json.writeStringField("service", "Slipway device provisioning");
            json.writeStringField("trustBundle", "/trust-bundle.pem");
            json.writeEndObject();
        });
    }

    private static void writeState(JsonGenerator json, RegistrationState state) throws IOException {
        json.writeStartObject();
        writeGroup(json, state.symmetricKey());
        writeX509(json, state.x509());
        text(json, "registrationId", state.registrationId());
        time(json, "createdDateTimeUtc", state.createdDateTimeUtc());
        text(json, "assignedHub", state.assignedHub());
        text(json, "deviceId", state.deviceId());
        text(json, "status", state.status());
        text(json, "substatus", state.substatus());
        if (state.errorCode() != null) {
            json.writeNumberField("errorCode", state.errorCode());
        }
        text(json, "errorMessage", state.errorMessage());
        time(json, "lastUpdatedDateTimeUtc", state.lastUpdatedDateTimeUtc());
        text(json, "etag", state.etag());
        writePayload(json, state.payload());
        json.writeEndObject();
    }

    private static void writeGroup(JsonGenerator json, RegistrationState.GroupReference group) throws IOException {
        if (group != null) {
            json.writeObjectFieldStart("symmetricKey");
            text(json, "enrollmentGroupId", group.enrollmentGroupId());
            json.writeEndObject();
        }
    }

    private static void writeX509(JsonGenerator json, RegistrationState.X509Reference x509) throws IOException {
        if (x509 != null) {
            json.writeObjectFieldStart("x509");
            text(json, "enrollmentGroupId", x509.enrollmentGroupId());
            writeCertificate(json, "certificateInfo", x509.certificateInfo());
            writeCertificate(json, "signingCertificateInfo", x509.signingCertificateInfo());
            json.writeEndObject();
        }
    }

    private static void writeCertificate(
            JsonGenerator json, String field, RegistrationState.CertificateInfo certificate) throws IOException {
        if (certificate != null) {
            json.writeObjectFieldStart(field);
            text(json, "subjectName", certificate.subjectName());
            text(json, "sha1Thumbprint", certificate.sha1Thumbprint());
            text(json, "sha256Thumbprint", certificate.sha256Thumbprint());
            text(json, "issuerName", certificate.issuerName());
            time(json, "notBeforeUtc", certificate.notBeforeUtc());
            time(json, "notAfterUtc", certificate.notAfterUtc());
            text(json, "serialNumber", certificate.serialNumber());
            json.writeNumberField("version", certificate.version());
            json.writeEndObject();
        }
    }

    /** Anything but an object makes Java refuse the whole answer (protocol section 0.13). */
    private static void writePayload(JsonGenerator json, String payload) throws IOException {
        if (payload != null && payload.stripLeading().startsWith("{")) {
            json.writeFieldName("payload");
            json.writeRawValue(payload);
        }
    }

    private static void text(JsonGenerator json, String field, String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }

    private static void time(JsonGenerator json, String field, Instant value) throws IOException {
        if (value != null) {
            json.writeStringField(field, TIME.format(value));
        }
    }

    private static byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(768);
        try (JsonGenerator json = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }
}
