package io.slipway.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SasTokenTest {
    private static final byte[] KEY = "a key of thirty-two bytes, say..".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_KEY = "another key of thirty-two bytes.".getBytes(StandardCharsets.US_ASCII);
    private static final String RESOURCE = "0ne00000001/registrations/dev:01";
    private static final String UPPER = "0ne00000001%2Fregistrations%2Fdev%3A01";
    private static final String LOWER = "0ne00000001%2fregistrations%2fdev%3a01";

    @ParameterizedTest
    @CsvSource({
        // sent, signed: as protocol section 1.6 lists them
        RESOURCE + "," + RESOURCE, // Node and Java symmetric key
        UPPER + "," + UPPER, // Node TPM, C, Python, C#
        LOWER + "," + LOWER, // embedded C
        UPPER + "," + RESOURCE, // the documentation's Python snippet
        LOWER + "," + RESOURCE,
        RESOURCE + "," + UPPER,
        RESOURCE + "," + LOWER
    })
    void every_spelling_of_the_resource_that_clients_sign_is_accepted(String sent, String signed) throws Exception {
        SasToken token =
                SasToken.from("SharedAccessSignature sr=" + sent + "&sig=" + signature(signed) + "&se=1795393175");

        assertTrue(token.signedWith(KEY));
        assertFalse(token.signedWith(OTHER_KEY));
        assertTrue(token.isFor("0NE00000001/registrations/DEV:01"));
        assertFalse(token.isFor("0ne00000001/registrations/dev:02"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sr=R&sig=S&skn=registration&se=1795393175", // Node
                "sr=R&sig=S&se=1795393175&skn=", // Java
                "sr=R&sig=S&se=1795393175", // embedded C
                "se=1795393175&sig=S&sr=R&more=1"
            })
    void fields_come_in_any_order_and_the_key_name_may_be_missing(String form) throws Exception {
        String text = form.replace("R", UPPER).replace("S", signature(UPPER));

        SasToken token = SasToken.from("SharedAccessSignature " + text);

        assertTrue(token.signedWith(KEY));
        assertEquals(UPPER, token.signedResource());
        assertEquals(RESOURCE, token.resource());
        assertEquals(Instant.ofEpochSecond(1795393175), token.expiry());
        assertEquals(form.contains("registration&") ? "registration" : "", token.keyName());
    }

    @Test
    void a_signature_that_was_not_percent_encoded_is_read_too() throws Exception {
        String plain = PercentEncoding.decode(signature(RESOURCE));

        assertTrue(SasToken.from("SharedAccessSignature sr=" + RESOURCE + "&sig=" + plain + "&se=1795393175")
                .signedWith(KEY));
    }

    @Test
    void a_changed_expiry_breaks_the_signature() throws Exception {
        String signature = signature(RESOURCE);

        assertFalse(SasToken.from("SharedAccessSignature sr=" + RESOURCE + "&sig=" + signature + "&se=1895393175")
                .signedWith(KEY));
    }

    @Test
    void an_empty_key_never_signs() throws Exception {
        assertFalse(SasToken.from("SharedAccessSignature sr=a&sig=AAAA&se=1").signedWith(new byte[0]));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer abc | The authorization does not begin with \"SharedAccessSignature \".",
                "SharedAccessSignature sig=AAAA&se=1 | The token has no \"sr\".",
                "SharedAccessSignature sr=a&se=1 | The token has no \"sig\".",
                "SharedAccessSignature sr=a&sig=AAAA | The token has no \"se\".",
                "SharedAccessSignature sr=a&sig=AAAA&se= | The token has no \"se\".",
                "SharedAccessSignature sr=a&sr=b&sig=AAAA&se=1 | The token names a field twice.",
                "SharedAccessSignature sr=a&sig=!!&se=1 | The token's \"sig\" is not Base64.",
                "SharedAccessSignature sr=a&sig=AAAA&se=soon | The token's \"se\" is not a number of seconds since 1970.",
                "SharedAccessSignature sr=a&sig=AAAA&se=-1 | The token's \"se\" is not a number of seconds since 1970.",
                "SharedAccessSignature sr=a&sig=AAAA&se=9999999999999999 | The token's \"se\" is not a number of seconds since 1970.",
                "SharedAccessSignature sr=a%2&sig=AAAA&se=1 | The token's \"sr\" cannot be decoded: a % is not followed by two hexadecimal digits.",
                "SharedAccessSignature sr=%FF&sig=AAAA&se=1 | The token's \"sr\" cannot be decoded: its percent-encoding is not UTF-8."
            })
    void what_cannot_be_read_is_refused_with_a_sentence(String text, String sentence) {
        MalformedSasToken refused = assertThrows(MalformedSasToken.class, () -> SasToken.from(text));

        assertEquals(sentence, refused.getMessage());
    }

    @Test
    void the_text_form_shows_no_signature() throws Exception {
        assertEquals(
                "SasToken[sr=a, se=1, skn=]",
                SasToken.from("SharedAccessSignature sr=a&sig=AAAA&se=1").toString());
    }

    private static String signature(String resource) {
        byte[] hmac = Hmac.sha256(KEY, resource + "\n1795393175");
        return PercentEncoding.encode(Base64.getEncoder().encodeToString(hmac));
    }
}
