package io.slipway.certificate;

import io.slipway.account.Permission;
import io.slipway.supply.Side;
import jakarta.inject.Singleton;

@Singleton
class BroughtCertificateHome extends CertificateHome {
    BroughtCertificateHome(CertificateStore store) {
        super(store, Side.SUPPLIER, "certificates/brought");
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_SUPPLY;
    }
}
