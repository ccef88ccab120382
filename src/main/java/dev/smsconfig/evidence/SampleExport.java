package dev.smsconfig.evidence;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.audit.Period;
import dev.smsconfig.audit.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Draws a sample of the changes of a period, and writes for each what an auditor wants to see of it. */
public final class SampleExport {

    /** Outcomes in which a server was, or may have been, changed. */
    private static final Set<String> CHANGED = Set.of("CONVERGED", "DIVERGED", "UNKNOWN");

    private final Trail trail;
    private final EvidencePack pack;

    public SampleExport(Trail trail, EvidencePack pack) {
        this.trail = trail;
        this.pack = pack;
    }

    /** How large the population was, and how large the sample is. */
    public record Drawn(int population, int sample) {}

    /**
     * @param result a folder, or a file that ends with {@code .zip}; nothing may be there
     * @throws NoEvidenceException where nothing was changed in the period, or the trail does not hold
     */
    public Drawn export(Period period, Sampling sampling, int size, Path result) throws IOException {
        Map<Long, StoredEvent> population = population(period);
        if (population.isEmpty()) {
            throw new NoEvidenceException("nothing was changed from " + period.from() + " until " + period.to()
                    + ", so there is nothing to draw from; the trail of the period: 'smsconfig audit export'");
        }
        List<Long> sample = sampling.draw(List.copyOf(population.keySet()), size);
        try (EvidenceFiles files = EvidenceFiles.into(result)) {
            List<Map<String, Object>> items = new ArrayList<>();
            for (long seq : sample) {
                StoredEvent event = population.get(seq);
                if (event == null) {
                    throw new IllegalStateException("a sample is drawn from the population");
                }
                String name = "%08d-%s.zip".formatted(seq, event.tenant());
                pack.write(event, files.path(name));
                items.add(item(event, sampling, name));
            }
            files.add("population.csv", csv(population, sampling).getBytes(StandardCharsets.UTF_8));
            Instructions.add(files, "sample", trail.keys());
            Map<String, Object> manifest = new LinkedHashMap<>();
            manifest.put("format", "smsconfig-sample/v1");
            manifest.put("from", period.from().toString());
            manifest.put("to", period.to().toString());
            manifest.put("seed", sampling.seed());
            manifest.put("asked", size);
            manifest.put("population", population.size());
            manifest.put("items", items);
            files.finish(manifest);
        }
        return new Drawn(population.size(), sample.size());
    }

    /** Reads every event of the period, so that no row can leave the population by what its columns say. */
    private Map<Long, StoredEvent> population(Period period) {
        Map<Long, StoredEvent> population = new LinkedHashMap<>();
        trail.log()
                .span(period.from(), period.to())
                .ifPresent(span -> trail.forEach(span, event -> {
                    Object outcome = PlainJson.body(event).get("outcome");
                    if (event.type().equals(AuditEvent.Type.WRITE_OUTCOME.name())
                            && CHANGED.contains(String.valueOf(outcome))
                            && period.contains(event.occurredAt())) {
                        population.put(event.seq(), event);
                    }
                }));
        return population;
    }

    private static Map<String, Object> item(StoredEvent event, Sampling sampling, String name) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("sequence", event.seq());
        item.put("rank", sampling.rank(event.seq()));
        item.put("run", event.runId());
        item.put("tenant", event.tenant());
        item.put("file", name);
        return item;
    }

    /** Ids and numbers only: nothing that a spreadsheet would take for a formula. */
    private static String csv(Map<Long, StoredEvent> population, Sampling sampling) {
        StringBuilder csv = new StringBuilder("sequence,at,run,tenant,outcome,rank\r\n");
        population
                .values()
                .forEach(event -> csv.append(event.seq())
                        .append(',')
                        .append(event.occurredAt())
                        .append(',')
                        .append(event.runId())
                        .append(',')
                        .append(event.tenant())
                        .append(',')
                        .append(PlainJson.body(event).get("outcome"))
                        .append(',')
                        .append(sampling.rank(event.seq()))
                        .append("\r\n"));
        return csv.toString();
    }
}
