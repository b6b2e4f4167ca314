package io.slipway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Reads a body from its text at hand, so that pieces of it can be kept as they were written. */
@Provider
@Consumes(MediaType.APPLICATION_JSON)
public class RawJsonReader implements MessageBodyReader<RawJsonBody> {
    private final ObjectMapper json;

    RawJsonReader(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return RawJsonBody.class.isAssignableFrom(type);
    }

    @Override
    public RawJsonBody readFrom(
            Class<RawJsonBody> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(new String(body.readAllBytes(), StandardCharsets.UTF_8), json.constructType(type));
    }

    private RawJsonBody read(String text, JavaType type) {
        try {
            RawJsonBody read =
                    json.readerFor(type).withAttribute(RawJson.SOURCE, text).readValue(text);
            if (read == null) {
                throw new Problem(ProblemType.INVALID_INPUT, "Send a JSON object as the body.");
            }
            return read;
        } catch (JsonMappingException e) {
            throw mismatch(e);
        } catch (JsonProcessingException e) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The body is not valid JSON at line %d, column %d.",
                    e.getLocation().getLineNr(),
                    e.getLocation().getColumnNr());
        }
    }

    private static Problem mismatch(JsonMappingException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                return problem;
            }
        }
        String field = thrown.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        return field.isEmpty()
                ? new Problem(ProblemType.INVALID_INPUT, "Send a JSON object as the body.")
                : Problem.invalid(field, "The value of %s has the wrong type.".formatted(field));
    }
}
