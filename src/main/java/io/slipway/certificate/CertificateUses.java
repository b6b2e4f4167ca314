package io.slipway.certificate;

import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import java.util.List;

/**
 * What depends on a certificate, told by the feature that owns the dependants.
 *
 * <p>Implement it as a bean. Every implementation is asked before a certificate is deleted or its verification is
 * withdrawn, and by its page. The transaction acts for the scope's operator or for the manufacturer that brought the
 * certificate; answer with what depends on it, also where the row is not one the acting account may read.
 */
public interface CertificateUses {
    /** Never null; empty when nothing depends on it. */
    List<CertificateUse> of(AccountTx tx, ScopeId scope, ScopeCertificate certificate);
}
