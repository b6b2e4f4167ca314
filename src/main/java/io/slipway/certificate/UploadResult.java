package io.slipway.certificate;

import java.util.List;

/**
 * What became of one certificate of an upload.
 *
 * @param certificate as saved, null when it was refused
 */
record UploadResult(int number, String subject, CertificateFacts certificate, List<Remark> remarks) {
    boolean isSaved() {
        return certificate != null;
    }
}
