package io.slipway.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A piece of JSON exactly as its author wrote it: order, spacing and the form of numbers included. */
@JsonDeserialize(using = RawJson.Cut.class)
@Schema(type = SchemaType.OBJECT)
public record RawJson(String text) {
    /** The reader attribute that holds the whole text being read; see {@link RawJsonReader}. */
    static final String SOURCE = "source";

    /** Null for null and blank text. */
    public static RawJson of(String text) {
        return text == null || text.isBlank() ? null : new RawJson(text);
    }

    @JsonValue
    @JsonRawValue
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Cuts the value out of the text being read. */
    static final class Cut extends JsonDeserializer<RawJson> {
        @Override
        public RawJson deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object source = context.getAttribute(SOURCE);
            boolean isScalar = !parser.hasToken(JsonToken.START_OBJECT) && !parser.hasToken(JsonToken.START_ARRAY);
            if (source == null || isScalar) {
                return new RawJson(context.readTree(parser).toString());
            }
            long begin = parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            long end = parser.currentLocation().getCharOffset();
            return new RawJson(source.toString().substring((int) begin, (int) end));
        }
    }
}
