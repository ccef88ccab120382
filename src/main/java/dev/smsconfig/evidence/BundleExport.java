package dev.smsconfig.evidence;

import dev.smsconfig.audit.EntryHash;
import dev.smsconfig.audit.EventLog.Span;
import dev.smsconfig.audit.Period;
import dev.smsconfig.audit.StoredCheckpoint;
import dev.smsconfig.audit.StoredEvent;
import dev.smsconfig.tlog.Frontier;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Writes the events of a period with everything it takes to verify them offline: the checkpoints over them, and the right
 * edge of the tree over what was before, so that a bundle that does not begin at the first event verifies as well.
 */
public final class BundleExport {

    static final String FORMAT = "smsconfig-bundle/v1";
    static final String EVENTS = "events.jsonl";
    /** The hash of each event, so that one that is changed is found and not only the checkpoint that it breaks. */
    static final String HASHES = "hashes.txt";

    static final String KEYS = "vkeys.txt";
    static final String CHECKPOINTS = "checkpoints/";

    private final Trail trail;

    public BundleExport(Trail trail) {
        this.trail = trail;
    }

    /**
     * What was written.
     *
     * @param span the events in the bundle
     * @param signed up to which number (exclusive) a checkpoint vouches for them
     */
    public record Exported(Span span, long signed) {}

    /**
     * @param result a folder, or a file that ends with {@code .zip}; nothing may be there
     * @throws NoEvidenceException where the period has no event, or the trail does not hold
     */
    public Exported export(Period period, Path result) throws IOException {
        Span inPeriod = trail.log()
                .span(period.from(), period.to())
                .orElseThrow(() -> new NoEvidenceException("the trail has no event from " + period.from() + " until "
                        + period.to() + "; see 'smsconfig runs' for when there are some"));
        // what comes after the period until the next signature belongs to what is signed
        long end = trail.firstOver(inPeriod.end()).map(Trail.Signed::size).orElse(inPeriod.end());
        Span span = new Span(inPeriod.first(), end);
        List<Trail.Signed> checkpoints = trail.between(span.first(), span.end());
        long signed = checkpoints.isEmpty()
                ? 0
                : checkpoints.get(checkpoints.size() - 1).size();
        try (EvidenceFiles files = EvidenceFiles.into(result)) {
            Frontier frontier = trail.frontierAt(span.first());
            Map<String, Object> manifest = new LinkedHashMap<>();
            manifest.put("format", FORMAT);
            manifest.put("from", period.from().toString());
            manifest.put("to", period.to().toString());
            manifest.put("first", span.first());
            manifest.put("end", span.end());
            manifest.put("endOfPeriod", inPeriod.end());
            manifest.put("signed", signed);
            manifest.put("previous", Base64.getEncoder().encodeToString(trail.hashBefore(span.first())));
            manifest.put("frontier", hashes(frontier.encoded()));
            write(span, frontier, checkpoints, files);
            for (Trail.Signed checkpoint : checkpoints) {
                StoredCheckpoint stored = checkpoint.stored();
                files.add(CHECKPOINTS + stored.fileName(), stored.note());
            }
            Instructions.add(
                    files,
                    "bundle",
                    checkpoints.stream()
                            .flatMap(checkpoint -> checkpoint.by().stream())
                            .toList());
            files.finish(manifest);
        }
        return new Exported(span, signed);
    }

    private static List<String> hashes(byte[] encoded) {
        List<String> hashes = new ArrayList<>();
        for (int at = 0; at < encoded.length; at += EntryHash.BYTES) {
            hashes.add(Base64.getEncoder().encodeToString(Arrays.copyOfRange(encoded, at, at + EntryHash.BYTES)));
        }
        return hashes;
    }

    private void write(Span span, Frontier frontier, List<Trail.Signed> checkpoints, EvidenceFiles files)
            throws IOException {
        try (OutputStream out = files.open(EVENTS);
                OutputStream hashes = files.open(HASHES)) {
            Lines lines = new Lines(frontier, trail.hashBefore(span.first()), checkpoints, out, hashes);
            trail.forEach(span, lines::add);
        }
    }

    /** Writes events as they were hashed, one a line, and sees that they are what was signed. */
    private static final class Lines {

        private final Frontier frontier;
        private final OutputStream out;
        private final OutputStream hashes;
        private final Queue<Trail.Signed> checkpoints;
        private byte[] previous;

        Lines(
                Frontier frontier,
                byte[] previous,
                List<Trail.Signed> checkpoints,
                OutputStream out,
                OutputStream hashes) {
            this.frontier = frontier;
            this.previous = previous;
            this.checkpoints = new ArrayDeque<>(checkpoints);
            this.out = out;
            this.hashes = hashes;
        }

        void add(StoredEvent event) {
            if (event.seq() != frontier.size()
                    || !Arrays.equals(event.previous(), previous)
                    || hasLineEnd(event.body())) {
                throw NoEvidenceException.damaged("the trail is broken at event " + frontier.size());
            }
            previous = EntryHash.of(event.seq(), previous, event.body());
            frontier.append(previous);
            Trail.Signed next = checkpoints.peek();
            if (next != null && next.size() == frontier.size()) {
                if (!next.checkpoint().hasRoot(frontier.root())) {
                    throw NoEvidenceException.damaged(
                            "the first " + next.size() + " events are not those that were signed");
                }
                checkpoints.remove();
            }
            try {
                out.write(event.body());
                out.write('\n');
                hashes.write((HexFormat.of().formatHex(previous) + "\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean hasLineEnd(byte[] body) {
            for (byte b : body) {
                if (b == '\n') {
                    return true;
                }
            }
            return false;
        }
    }
}
