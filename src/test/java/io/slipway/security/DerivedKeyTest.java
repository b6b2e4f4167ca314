package io.slipway.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class DerivedKeyTest {
    @Test
    void the_published_example_is_derived() {
        // Protocol section 5.4, from the vendor's documentation.
        byte[] groupKey = Base64.getDecoder()
                .decode("8isrFI1sGsIlvvFSSFRiMfCNzv21fjbE/+ah/lSh3lF8e2YG1Te7w1KpZhJFFXJrqYKi9yegxkqIChbqOS9Egw==");

        byte[] key = DerivedKey.of(groupKey, "sn-007-888-abc-mac-a1-b2-c3-d4-e5-f6");

        assertEquals(
                "Jsm0lyGpjaVYVP2g3FnmnmG9dI/9qU24wNoykUmermc=",
                Base64.getEncoder().encodeToString(key));
    }
}
