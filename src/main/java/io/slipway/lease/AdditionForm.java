package io.slipway.lease;

import io.slipway.web.Form;
import io.slipway.web.ListUpload;
import io.slipway.web.SentForm;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** More devices as the dialog brings them. */
public class AdditionForm {
    @RestForm
    String devices;

    @RestForm("file")
    FileUpload file;

    @RestForm
    String skipUnavailable;

    Addition toAddition() {
        return new Addition(
                DeviceChoice.listed(new ListUpload(file, devices).text("devices")),
                "true".equals(skipUnavailable),
                null);
    }

    /** As typed, with the content of the file. */
    SentForm sent(String action) {
        return new SentForm(
                action,
                Form.empty()
                        .with("devices", new ListUpload(file, devices).shown())
                        .with("skipUnavailable", skipUnavailable));
    }
}
