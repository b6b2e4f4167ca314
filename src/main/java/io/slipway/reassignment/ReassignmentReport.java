package io.slipway.reassignment;

import io.slipway.account.AccountSlug;
import io.slipway.db.Keyset;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of each device as CSV (RFC 4180), read batch by batch while it is sent. */
final class ReassignmentReport {
    private static final int BATCH = 1_000;
    private static final String HEAD =
            "registrationId,wave,state,from,to,reason,failure,preparedUtc,switchedUtc,releasedUtc,arrivedUtc\r\n";

    private ReassignmentReport() {}

    static Response of(Reassignments reassignments, AccountSlug account, ReassignmentId id) {
        Keyset<PlannedDevice> first = reassignments.devices(account, id, null, null, BATCH);
        StreamingOutput body = out -> write(out, reassignments, account, id, first);
        return Response.ok(body)
                .header("Content-Disposition", "attachment; filename=\"reassignment-" + id + ".csv\"")
                .build();
    }

    private static void write(
            OutputStream out,
            Reassignments reassignments,
            AccountSlug account,
            ReassignmentId id,
            Keyset<PlannedDevice> first)
            throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        writer.write(HEAD);
        Keyset<PlannedDevice> page = first;
        write(writer, page.rows());
        while (page.next() != null) {
            page = reassignments.devices(account, id, null, page.next(), BATCH);
            write(writer, page.rows());
        }
        writer.flush();
    }

    private static void write(Writer writer, List<PlannedDevice> devices) throws IOException {
        for (PlannedDevice device : devices) {
            writer.write(Stream.of(
                                    device.registrationId(),
                                    device.wave(),
                                    device.state(),
                                    device.from(),
                                    device.to(),
                                    device.reason(),
                                    device.failure(),
                                    device.preparedAt(),
                                    device.switchedAt(),
                                    device.releasedAt(),
                                    device.arrivedAt())
                            .map(ReassignmentReport::field)
                            .collect(Collectors.joining(","))
                    + "\r\n");
        }
    }

    /** Quoted, and never a formula to a spreadsheet. */
    private static String field(Object value) {
        String text = Objects.toString(value, "");
        String harmless = text.matches("(?s)[=+@\\-\t\r].*") ? "'" + text : text;
        return harmless.matches("(?s).*[\",\r\n].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
