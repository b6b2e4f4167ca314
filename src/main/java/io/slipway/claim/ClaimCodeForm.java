package io.slipway.claim;

import io.slipway.web.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** For which devices codes are issued, as the form brings it. */
public class ClaimCodeForm {
    @RestForm
    String which;

    @RestForm
    FileUpload file;

    @RestForm
    String registrationIds;

    @RestForm
    String group;

    @RestForm
    String issuance;

    /** A form to be sent once; sent again it brings the same codes. */
    static Form empty() {
        return Form.empty().with("which", "list").with("issuance", UUID.randomUUID());
    }

    CodesWanted wanted() {
        return "group".equals(which) ? CodesWanted.ofGroup(group) : CodesWanted.listed(list());
    }

    UUID issuance() {
        try {
            return UUID.fromString(issuance);
        } catch (IllegalArgumentException | NullPointerException notOurs) {
            return UUID.randomUUID();
        }
    }

    /** As typed, with the content of the file, which a browser does not take back. */
    Form toForm() {
        return empty().with("which", "group".equals(which) ? "group" : "list")
                .with("registrationIds", list())
                .with("group", group);
    }

    private String list() {
        try {
            return file != null && file.size() > 0
                    ? Files.readString(file.uploadedFile(), StandardCharsets.UTF_8)
                    : registrationIds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
