package io.slipway.certificate;

import io.slipway.db.Keyset;
import java.util.Map;

/** One page of certificates, and how many there are in each state. */
record CertificateList(Keyset<CertificateFacts> page, Map<CertificateState, Long> counts, CertificateFilter filter) {}
