package io.slipway.certificate;

/**
 * One thing that stops working without a certificate.
 *
 * @param kind what it is in the user's words, such as {@code enrollment group}
 * @param name its name
 * @param path its page below {@code /a/{account}/}, such as {@code scopes/0ne…/groups/freezers}; null when it has none
 */
public record CertificateUse(String kind, String name, String path) {
    @Override
    public String toString() {
        return kind + " " + name;
    }
}
