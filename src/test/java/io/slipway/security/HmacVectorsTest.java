package io.slipway.security;

import static io.slipway.testing.TestVectors.bytes;

import io.slipway.testing.TestVectors;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wycheproof's vectors for what signs and checks SAS tokens. */
class HmacVectorsTest {
    @TestFactory
    Stream<DynamicTest> hmac_sha256() {
        return TestVectors.wycheproof("hmac_sha256_test.json", (group, vector) -> {
            byte[] tag = Hmac.sha256(bytes(vector, "key"), bytes(vector, "msg"));
            byte[] cut = Arrays.copyOf(tag, group.get("tagSize").asInt() / 8);
            return MessageDigest.isEqual(cut, bytes(vector, "tag"));
        });
    }
}
