package io.slipway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.account.AccountSlug;
import io.slipway.db.AccountId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A gapless part of the chain as a file, read batch by batch while it is sent, so that neither memory nor a transaction is held
 * for as long as a slow reader takes. The form is docs/audit.md's.
 */
final class EventExport {
    private static final int BATCH = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CSV_HEAD =
            "sequence,happenedAt,actorKind,actorName,actorId,actorAccount,action,objectType"
                    + ",objectId,objectName,scope,before,after,hash\r\n";

    private final AccountId account;
    private final AccountSlug slug;
    private final EventFilter time;
    private final Trails.Part part;
    private final EventChain chain;
    private final Reader reader;
    private final Instant now;
    private Instant since;
    private Long brokenAt;

    EventExport(
            AccountId account,
            AccountSlug slug,
            EventFilter time,
            Trails.Part part,
            EventChain before,
            Reader reader,
            Instant now) {
        this.account = account;
        this.slug = slug;
        this.time = time;
        this.part = part;
        this.chain = before;
        this.reader = reader;
        this.now = now;
    }

    /** Reads the next sealed events in the order of the chain. */
    interface Reader {
        List<Event> after(long sequence, int limit);
    }

    private record Head(
            String export,
            String account,
            String slug,
            String exportedAt,
            String from,
            String to,
            long firstSequence,
            long lastSequence) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Tail(
            boolean end, long lastSequence, String hash, boolean intact, String intactSince, Long brokenAt) {}

    /** In this form docs/verify-audit-export.py can check the chain. */
    void writeNdjson(OutputStream out) throws IOException {
        Writer writer = writer(out);
        line(
                writer,
                JSON.writeValueAsString(new Head(
                        "slipway-events/1",
                        account.toString(),
                        slug.value(),
                        CanonicalEvent.time(now),
                        time.from(),
                        time.to(),
                        part.first(),
                        part.last())));
        each((event, previous) -> line(
                writer,
                "{\"event\":" + CanonicalEvent.text(event, event.sequence()) + ",\"previousHash\":\"" + previous
                        + "\",\"hash\":\"" + EventChainStore.hex(event.hash()) + "\"}"));
        line(
                writer,
                JSON.writeValueAsString(new Tail(
                        true,
                        chain.sequence(),
                        EventChainStore.hex(chain.hash()),
                        brokenAt == null,
                        since == null ? null : CanonicalEvent.time(since),
                        brokenAt)));
        writer.flush();
    }

    /** For spreadsheets; the chain is checked with the other form. */
    void writeCsv(OutputStream out) throws IOException {
        Writer writer = writer(out);
        writer.write(CSV_HEAD);
        each((event, previous) -> writer.write(csv(event)));
        writer.flush();
    }

    private interface Line {
        void write(Event event, String previousHash) throws IOException;
    }

    private void each(Line line) throws IOException {
        String previous = EventChainStore.hex(chain.hash());
        long last = part.first() - 1;
        while (last < part.last()) {
            List<Event> events = reader.after(last, (int) Math.min(BATCH, part.last() - last));
            if (events.isEmpty()) {
                brokenAt = brokenAt == null ? last + 1 : brokenAt;
                return;
            }
            for (Event event : events) {
                check(event);
                line.write(event, previous);
                previous = EventChainStore.hex(event.hash());
                last = event.sequence();
            }
        }
    }

    private void check(Event event) {
        since = since == null ? event.happenedAt() : since;
        if (!chain.verify(event) && brokenAt == null) {
            brokenAt = chain.sequence();
        }
    }

    private static String csv(Event event) {
        return Stream.of(
                        event.sequence().toString(),
                        CanonicalEvent.time(event.happenedAt()),
                        event.actorKind(),
                        event.actorName(),
                        event.actorId(),
                        event.actorAccount().toString(),
                        event.action(),
                        event.objectType(),
                        event.objectId(),
                        event.objectName(),
                        event.scope() == null ? "" : event.scope().toString(),
                        event.before() == null ? "" : event.before(),
                        event.after() == null ? "" : event.after(),
                        EventChainStore.hex(event.hash()))
                .map(EventExport::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        // A name people chose must not become a formula where the file is opened.
        String harmless = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = harmless.chars().anyMatch(letter -> ",\"\r\n".indexOf(letter) >= 0);
        return quoted ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless;
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    }

    private static void line(Writer writer, String text) throws IOException {
        writer.write(text);
        writer.write('\n');
    }
}
