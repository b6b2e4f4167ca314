package io.slipway.registration;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * One request of a device, the same for HTTPS, MQTT, WebSocket and AMQP.
 *
 * @param idScope as sent
 * @param registrationId as sent, decoded; not yet checked
 * @param apiVersion the date the device named, empty if none
 * @param sas the whole {@code SharedAccessSignature …} text exactly as received (protocol section 0.2), if any
 * @param chain what the device presented in the TLS handshake, leaf first; empty if nothing
 * @param payload the device's JSON payload as raw text, if any
 */
public record RegisterDevice(
        String idScope,
        String registrationId,
        String apiVersion,
        Optional<String> sas,
        List<X509Certificate> chain,
        Optional<String> payload,
        Transport transport,
        String remoteAddress) {
    private static final int LONGEST_ID = 128;

    /** With a registration ID that can be kept and shown, whatever the device made of it. */
    RegisterDevice printable() {
        String shown = registrationId.replaceAll("[^\\x20-\\x7e]", "?");
        return new RegisterDevice(
                idScope,
                shown.substring(0, Math.min(shown.length(), LONGEST_ID)),
                apiVersion,
                sas,
                chain,
                payload,
                transport,
                remoteAddress);
    }

    public enum Transport {
        HTTPS,
        MQTT,
        MQTT_WS,
        AMQP,
        AMQP_WS
    }
}
