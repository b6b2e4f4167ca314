package io.slipway.builtinhub;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The two parts of an initial twin, cut out of its text rather than parsed and written again: {@code 30.0} stays {@code
 * 30.0}, which a device that reads numbers strictly relies on.
 */
record InitialTwin(String tags, String desired) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String EMPTY = "{}";

    /** Throws {@link IllegalArgumentException} with a sentence unless the text is an object of objects. */
    static InitialTwin of(String text) {
        String whole = text.isBlank() ? EMPTY : text;
        String properties = member(whole, "properties");
        return new InitialTwin(member(whole, "tags"), member(properties, "desired"));
    }

    private static String member(String object, String name) {
        try (JsonParser parser = JSON.createParser(object)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "The initial twin is not a JSON object.");
            String found = EMPTY;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                String value = value(parser, object);
                if (field.equals(name) && !value.equals("null")) {
                    require(value.startsWith("{"), "\"" + name + "\" in the initial twin is not a JSON object.");
                    found = value;
                }
            }
            require(parser.nextToken() == null, "Something follows the initial twin's JSON object.");
            return found;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The initial twin is not valid JSON: " + e.getOriginalMessage() + ".", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(JsonParser parser, String text) throws IOException {
        parser.nextToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        if (!parser.currentToken().isStructStart()) {
            return parser.getText();
        }
        parser.skipChildren();
        return text.substring(start, (int) parser.currentLocation().getCharOffset());
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
