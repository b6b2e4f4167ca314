package io.slipway.device;

import java.util.Optional;

/** Where the server certificate comes from: the operator's files, or the local authority. */
interface CertificateSource {
    /** The certificate to start with. */
    ServerCertificate first() throws UnusableCertificate;

    /** A certificate newer than the one last returned, if there is one. Called every few seconds; may block. */
    Optional<ServerCertificate> newer() throws UnusableCertificate;

    /** What devices must trust, in PEM; empty if that is only known to whoever issued the files. */
    Optional<String> trustBundle() throws UnusableCertificate;

    /** How a log names this source. */
    String description();
}
