package dev.smsconfig.evidence;

import dev.smsconfig.audit.EntryHash;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.audit.TrailHead;
import dev.smsconfig.verification.EventSource;
import dev.smsconfig.verification.LedgerFacts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The events of a bundle, as they stand there, right or wrong. They have no rows of a table; what a row would repeat is taken
 * from the event itself. Reads forward; from another place it begins again.
 */
final class BundleSource implements EventSource, AutoCloseable {

    private static final int PAGE = 5_000;

    private final BundleFiles files;
    private final BundleManifest manifest;
    private @Nullable Lines lines;

    BundleSource(BundleFiles files, BundleManifest manifest) {
        this.files = files;
        this.manifest = manifest;
    }

    @Override
    public synchronized List<StoredEvent> page(long from) {
        try {
            Lines open = lines;
            if (open == null || open.next != from) {
                close();
                open = new Lines();
                lines = open;
                open.skipTo(from);
            }
            List<StoredEvent> page = new ArrayList<>();
            while (page.size() < PAGE) {
                StoredEvent event = open.event();
                if (event == null) {
                    break;
                }
                page.add(event);
            }
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Made of the last event: how many there should be is compared elsewhere. */
    @Override
    public @Nullable TrailHead head() {
        StoredEvent last = null;
        long next = manifest.first();
        for (List<StoredEvent> page = page(next); !page.isEmpty(); page = page(next)) {
            last = page.get(page.size() - 1);
            next += page.size();
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

    /** The two files side by side. */
    private final class Lines implements AutoCloseable {

        private final InputStream bodies;
        private final BufferedReader hashes;
        private byte[] previous = manifest.previous();
        private long next = manifest.first();

        Lines() throws IOException {
            bodies = new java.io.BufferedInputStream(present(files.open(BundleExport.EVENTS)), 1 << 16);
            hashes = new BufferedReader(
                    new InputStreamReader(present(files.open(BundleExport.HASHES)), StandardCharsets.US_ASCII));
        }

        private static InputStream present(@Nullable InputStream in) {
            return in == null ? InputStream.nullInputStream() : in;
        }

        void skipTo(long from) throws IOException {
            while (next < from && event() != null) {
                // read on
            }
        }

        @Nullable
        StoredEvent event() throws IOException {
            byte[] body = line();
            if (body == null) {
                return null;
            }
            byte[] entry = hash(hashes.readLine());
            JsonNode read = PlainJson.tree(body);
            StoredEvent event = new StoredEvent(
                    next,
                    text(read, "run"),
                    text(read, "type"),
                    read == null || !read.has("tenant") ? null : text(read, "tenant"),
                    at(text(read, "at")),
                    body,
                    previous,
                    entry);
            previous = entry;
            next++;
            return event;
        }

        private byte @Nullable [] line() throws IOException {
            java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream(512);
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
            hashes.close();
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

    /** What is none is a hash that no event has. */
    private static byte[] hash(@Nullable String line) {
        if (line != null && line.length() == 2 * EntryHash.BYTES) {
            try {
                return HexFormat.of().parseHex(line);
            } catch (IllegalArgumentException e) {
                // below
            }
        }
        return EntryHash.first();
    }
}
