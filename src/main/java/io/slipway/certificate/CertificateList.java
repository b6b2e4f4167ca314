package io.slipway.certificate;

import io.slipway.db.Keyset;
import java.time.Instant;
import java.util.Map;

/**
 * One page of certificates, and how many there are in each state.
 *
 * @param withdrawnAt when the acting manufacturer's grant for the scope was withdrawn; null while it may bring more
 */
record CertificateList(
        Keyset<CertificateFacts> page,
        Map<CertificateState, Long> counts,
        CertificateFilter filter,
        Instant withdrawnAt) {}
