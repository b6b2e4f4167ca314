package io.slipway.certificate;

/** What the owner of a CA's key types to prove it, with this code filled in. */
record ProofCommands(String code, String sha1Thumbprint) {
    public String openssl() {
        return """
                openssl ecparam -name prime256v1 -genkey -noout -out verification.key
                openssl req -new -key verification.key -subj "/CN=%s" -out verification.csr
                openssl x509 -req -in verification.csr -CA ca.pem -CAkey ca.key -set_serial 0x%s \\
                  -days 1 -sha256 -out verification.pem"""
                .formatted(code, code.substring(0, 16).replaceFirst("^[89A-F]", "7"));
    }

    /** For a CA whose key is in the Windows certificate store, where it may not be exported. */
    public String powershell() {
        return """
                $ca = Get-Item "Cert:\\CurrentUser\\My\\%s"
                $proof = New-SelfSignedCertificate -Type Custom -Subject "CN=%s" -Signer $ca `
                  -CertStoreLocation "Cert:\\CurrentUser\\My" -NotAfter (Get-Date).AddDays(1)
                Export-Certificate -Cert $proof -Type CERT -FilePath verification.cer"""
                .formatted(sha1Thumbprint, code);
    }
}
