package io.slipway.certificate;

import io.slipway.account.Permission;
import io.slipway.supply.Side;
import jakarta.inject.Singleton;

@Singleton
class OwnCertificateHome extends CertificateHome {
    OwnCertificateHome(CertificateStore store) {
        super(store, Side.OPERATOR, "certificates");
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_CERTIFICATES;
    }
}
