package dev.smsconfig.evidence;

import dev.smsconfig.audit.EntryHash;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.audit.TrailHead;
import dev.smsconfig.verification.EventSource;
import dev.smsconfig.verification.LedgerFacts;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The events of a bundle in the order in which they stand there, right or wrong. They have no rows of a table; what a row
 * would repeat is taken from the event itself, and its hash from the list of hashes. Reads forward; from another place it
 * begins again.
 */
final class BundleSource implements EventSource, AutoCloseable {

    private static final int PAGE = 5_000;

    private final BundleFiles files;
    private final BundleManifest manifest;
    private @Nullable Lines lines;
    /** From where on the next page is, if the pages are asked for one after the other. */
    private long next = -1;

    private byte @Nullable [] hashes;

    BundleSource(BundleFiles files, BundleManifest manifest) {
        this.files = files;
        this.manifest = manifest;
    }

    @Override
    public synchronized List<StoredEvent> page(long from) {
        try {
            Lines open = lines;
            if (open == null || next != from) {
                close();
                open = new Lines();
                lines = open;
            }
            List<StoredEvent> page = new ArrayList<>();
            for (StoredEvent event = open.event(); event != null; event = open.event()) {
                // after a jump, what was read before
                if (next == from || event.seq() >= from) {
                    page.add(event);
                    next = from;
                }
                if (page.size() == PAGE) {
                    break;
                }
            }
            next = page.isEmpty() ? from : page.get(page.size() - 1).seq() + 1;
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Made of the last event: how many there should be is compared elsewhere. */
    @Override
    public @Nullable TrailHead head() {
        StoredEvent last = null;
        List<StoredEvent> page = page(manifest.first());
        while (!page.isEmpty()) {
            last = page.get(page.size() - 1);
            page = page(last.seq() + 1);
        }
        return last == null ? null : new TrailHead(last.seq() + 1, last.entry());
    }

    @Override
    public OptionalLong first() {
        return OptionalLong.of(manifest.first());
    }

    @Override
    public Start start(long first) {
        return new Start(manifest.frontier(), manifest.previous(), false);
    }

    @Override
    public boolean reachesTheEnd() {
        return false;
    }

    /** They are files, and given apart. */
    @Override
    public List<StoredCheckpoint> checkpoints() {
        return List.of();
    }

    @Override
    public LedgerFacts ledger() {
        return LedgerFacts.NONE;
    }

    @Override
    public synchronized void close() throws IOException {
        Lines open = lines;
        lines = null;
        if (open != null) {
            open.close();
        }
    }

    private final class Lines implements AutoCloseable {

        private final InputStream bodies;
        private long line = manifest.first();

        Lines() throws IOException {
            InputStream in = files.open(BundleExport.EVENTS);
            bodies = in == null ? InputStream.nullInputStream() : new BufferedInputStream(in, 1 << 16);
        }

        @Nullable
        StoredEvent event() throws IOException {
            byte[] body = line();
            if (body == null) {
                return null;
            }
            JsonNode read = PlainJson.tree(body);
            JsonNode number = read == null ? null : read.get("seq");
            long seq = number != null && number.isIntegralNumber() ? number.asLong(line) : line;
            line++;
            return new StoredEvent(
                    seq,
                    text(read, "run"),
                    text(read, "type"),
                    read == null || !read.has("tenant") ? null : text(read, "tenant"),
                    at(text(read, "at")),
                    body,
                    seq == manifest.first() ? manifest.previous() : hash(seq - 1),
                    hash(seq));
        }

        private byte @Nullable [] line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(512);
            for (int b = bodies.read(); b != '\n'; b = bodies.read()) {
                if (b < 0) {
                    return line.size() == 0 ? null : line.toByteArray();
                }
                line.write(b);
            }
            return line.toByteArray();
        }

        @Override
        public void close() throws IOException {
            bodies.close();
        }
    }

    private static String text(@Nullable JsonNode event, String name) {
        return event == null ? "" : event.path(name).asString("");
    }

    private static Instant at(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** The hash that the bundle lists for an event; where it lists none, one that no event has. */
    private byte[] hash(long seq) throws IOException {
        byte[] all = hashes;
        if (all == null) {
            all = hashes();
            hashes = all;
        }
        long at = (seq - manifest.first()) * EntryHash.BYTES;
        return at < 0 || at + EntryHash.BYTES > all.length
                ? EntryHash.first()
                : Arrays.copyOfRange(all, (int) at, (int) at + EntryHash.BYTES);
    }

    private byte[] hashes() throws IOException {
        InputStream in = files.open(BundleExport.HASHES);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (in != null) {
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    all.writeBytes(hash(line));
                }
            }
        }
        return all.toByteArray();
    }

    private static byte[] hash(String line) {
        if (line.length() == 2 * EntryHash.BYTES) {
            try {
                return HexFormat.of().parseHex(line);
            } catch (IllegalArgumentException e) {
                // below
            }
        }
        return EntryHash.first();
    }
}
