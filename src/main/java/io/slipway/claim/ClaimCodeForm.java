package io.slipway.claim;

import io.slipway.web.Form;
import io.slipway.web.ListUpload;
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
        return "group".equals(which) ? CodesWanted.ofGroup(group) : CodesWanted.listed(list().text("registrationIds"));
    }

    UUID issuance() {
        try {
            return UUID.fromString(issuance);
        } catch (IllegalArgumentException | NullPointerException notOurs) {
            return UUID.randomUUID();
        }
    }

    /** As typed, with the content of the file. */
    Form toForm() {
        return empty().with("which", "group".equals(which) ? "group" : "list")
                .with("registrationIds", list().shown())
                .with("group", group);
    }

    private ListUpload list() {
        return new ListUpload(file, registrationIds);
    }
}
