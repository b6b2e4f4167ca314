package io.slipway.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** A list as a form brings it: as a file, or pasted; a file counts when there are both. */
public record ListUpload(FileUpload file, String pasted) {
    /** Letters of another encoding than UTF-8 are replaced, which changes no registration ID. */
    public String text(String field) {
        String text = content();
        if (!isText(text)) {
            throw Problem.invalid(field, "This file is not plain text. Save the list as CSV (UTF-8), and upload that.");
        }
        return text;
    }

    /** For the form when it is shown again, since a browser does not take a file back. */
    public String shown() {
        String text = content();
        return isText(text) ? text : pasted;
    }

    private String content() {
        try {
            return file != null && file.size() > 0
                    ? new String(Files.readAllBytes(file.uploadedFile()), StandardCharsets.UTF_8)
                    : pasted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isText(String text) {
        return text == null || text.indexOf('\0') < 0;
    }
}
