package io.slipway.spi;

/** How a hub recognizes a device: always the credential the device attested with, as vendor samples reuse it. */
public sealed interface HubCredential {
    /** Symmetric keys, decoded. Either opens the hub. */
    record SymmetricKeys(byte[] primary, byte[] secondary) implements HubCredential {}

    /** SHA-1 thumbprints of the leaf, upper-case hexadecimal; the secondary equals the primary if there is one leaf. */
    record Thumbprints(String primary, String secondary) implements HubCredential {}
}
