package io.slipway.lease;

import io.slipway.web.ListUpload;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** More devices as the dialog brings them. */
public class AdditionForm {
    @RestForm
    String list;

    @RestForm("file")
    FileUpload file;

    Addition toAddition() {
        return new Addition(DeviceChoice.listed(new ListUpload(file, list).text("devices")), false, null);
    }
}
