package io.slipway.certificate;

import io.slipway.audit.Event;
import java.time.Instant;
import java.util.List;

/**
 * A certificate with what depends on it and its story.
 *
 * @param withdrawnAt when the acting manufacturer's grant was withdrawn; null while it may change the certificate
 */
record CertificatePage(
        CertificateFacts certificate, List<CertificateUse> uses, List<Event> events, Instant withdrawnAt) {}
