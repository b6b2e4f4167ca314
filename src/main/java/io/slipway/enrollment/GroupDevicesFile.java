package io.slipway.enrollment;

import io.slipway.db.Keyset;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;

/** The devices of a group as CSV (RFC 4180), read batch by batch while it is sent. */
record GroupDevicesFile(Function<String, Keyset<RegistrationFacts>> devices) implements StreamingOutput {
    static final int BATCH = 2_000;
    private static final String HEAD =
            "registrationId,status,substatus,assignedHub,deviceId,errorCode,lastRegisteredUtc,createdUtc\r\n";

    @Override
    public void write(OutputStream output) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        writer.write(HEAD);
        String after = null;
        do {
            Keyset<RegistrationFacts> page = devices.apply(after);
            for (RegistrationFacts device : page.rows()) {
                writer.write(line(device));
            }
            after = page.next();
        } while (after != null);
        writer.flush();
    }

    private static String line(RegistrationFacts device) {
        return String.join(
                        ",",
                        device.registrationId(),
                        device.status(),
                        text(device.substatus()),
                        text(device.assignedHub()),
                        quoted(text(device.deviceId())),
                        text(device.errorCode()),
                        text(device.lastRegisteredDateTimeUtc()),
                        text(device.createdDateTimeUtc()))
                + "\r\n";
    }

    private static String text(Object value) {
        return Objects.toString(value, "");
    }

    /** A device ID may hold a comma, and begin as a formula does in a spreadsheet. */
    private static String quoted(String text) {
        return text.isEmpty() ? "" : '"' + (text.matches("[=+@-].*") ? "'" : "") + text + '"';
    }
}
