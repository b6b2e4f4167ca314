package io.slipway.db;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Plain records as JSON, so that a statement takes a whole batch of rows as one parameter. */
@ApplicationScoped
public class JsonValues {
    private final ObjectMapper json;

    JsonValues(ObjectMapper json) {
        this.json = json;
    }

    public String of(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass() + " is no plain record", e);
        }
    }
}
