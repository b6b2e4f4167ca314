package io.slipway.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.slipway.registration.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code DeviceRegistration} (protocol section 1.2), the same for every protocol. Read as a stream, because each
 * registration passes here and the payload is kept as the text it came as.
 */
record DeviceBody(Optional<String> registrationId, Optional<String> payload, boolean tpm, boolean csr) {
    static final DeviceBody NONE = new DeviceBody(Optional.empty(), Optional.empty(), false, false);
    private static final JsonFactory JSON = new JsonFactory();

    /** @param contentType as sent; wrong or missing is tolerated as long as the content is JSON */
    static DeviceBody from(byte[] bytes, String contentType) {
        String text = text(bytes);
        if (text.isBlank()) {
            return NONE;
        }
        boolean json =
                contentType == null || contentType.toLowerCase(Locale.ROOT).contains("json");
        if (!json && !text.stripLeading().startsWith("{")) {
            throw new RefusedRequest(
                    Refusal.NOT_JSON, "The body must be JSON, with the Content-Type application/json.");
        }
        return parse(text);
    }

    /** Refuses what contradicts the address, and what nothing here can answer yet. */
    void check(String registrationIdOfAddress) {
        if (!registrationId.orElse(registrationIdOfAddress).equalsIgnoreCase(registrationIdOfAddress)) {
            throw new RefusedRequest(
                    Refusal.REGISTRATION_ID_MISMATCH, "The registrationId of the body is not the one of the address.");
        }
        if (tpm) {
            throw new RefusedRequest(Refusal.BAD_REQUEST, "Attestation by TPM is not offered yet.");
        }
        if (csr) {
            throw new RefusedRequest(Refusal.BAD_REQUEST, "Certificate signing requests are not offered yet.");
        }
    }

    private static String text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new RefusedRequest(Refusal.BAD_REQUEST, "The body is not UTF-8.");
        }
    }

    private static DeviceBody parse(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            DeviceBody body = parse(parser, text);
            if (parser.nextToken() != null) {
                throw new RefusedRequest(Refusal.BAD_REQUEST, "The body goes on after its JSON object.");
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new RefusedRequest(
                    Refusal.BAD_REQUEST,
                    "The body is not JSON at line %d, column %d: %s."
                            .formatted(
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr(),
                                    firstLine(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeviceBody parse(JsonParser parser, String text) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new RefusedRequest(Refusal.BAD_REQUEST, "The body must be a JSON object.");
        }
        Optional<String> registrationId = Optional.empty();
        Optional<String> payload = Optional.empty();
        boolean tpm = false;
        boolean csr = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            boolean present = parser.nextToken() != JsonToken.VALUE_NULL;
            switch (field) {
                case "registrationId" -> registrationId = registrationId(parser);
                case "payload" -> payload = Optional.of(raw(parser, text)).filter(value -> present);
                case "tpm" -> tpm = present;
                case "csr" -> csr = present;
                default -> {}
            }
            parser.skipChildren();
        }
        return new DeviceBody(registrationId, payload, tpm, csr);
    }

    private static Optional<String> registrationId(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NULL && parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new RefusedRequest(Refusal.BAD_REQUEST, "The registrationId must be a string.");
        }
        return Optional.ofNullable(parser.getValueAsString());
    }

    private static String raw(JsonParser parser, String text) throws IOException {
        long start = parser.currentTokenLocation().getCharOffset();
        parser.skipChildren();
        parser.finishToken();
        return text.substring((int) start, (int) parser.currentLocation().getCharOffset());
    }

    /** The parser's second line lists what it would have taken. */
    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceAll("[.:]+$", "");
    }
}
