package io.slipway.certificate;

import io.slipway.web.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** A certificate as a form brings it: as a file, or pasted; a file counts when there are both. */
public class UploadForm {
    @RestForm("certificate")
    FileUpload file;

    @RestForm
    String pem;

    @RestForm
    String name;

    byte[] content() {
        try {
            return file != null && file.size() > 0
                    ? Files.readAllBytes(file.uploadedFile())
                    : String.valueOf(pem == null ? "" : pem.strip()).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CertificateUpload toUpload() {
        return new CertificateUpload(name, content());
    }

    /** As typed; a browser does not take a file back. */
    Form toForm() {
        return Form.empty().with("name", name).with("pem", pem);
    }
}
