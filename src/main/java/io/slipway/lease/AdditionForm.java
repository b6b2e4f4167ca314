package io.slipway.lease;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** More devices as the dialog brings them; a file counts when there is a pasted list, too. */
public class AdditionForm {
    @RestForm
    String list;

    @RestForm("file")
    FileUpload file;

    Addition toAddition() {
        return new Addition(DeviceChoice.listed(text(file, list)), false, null);
    }

    /** The list as text, wherever it came from. */
    static String text(FileUpload file, String pasted) {
        try {
            return file != null && file.size() > 0
                    ? Files.readString(file.uploadedFile(), StandardCharsets.UTF_8)
                    : pasted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
