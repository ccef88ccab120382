package dev.smsconfig.audit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;

/** Compares the commitments of events with the clear values beside them. Shown the events once, in any order. */
public final class PersonalCheck {

    private final Map<Long, Map<String, String>> commitments = new LinkedHashMap<>();
    private final Set<String> saidErased = new HashSet<>();

    /**
     * What was found.
     *
     * @param present clear values that are what was committed to
     * @param erased commitments without a clear value, of which an event says that it was erased
     * @param lost numbers of events with a commitment whose clear value is gone, of which no event says that it was
     *     erased; ascending
     * @param forged numbers of events beside which a value stands that is not what was committed to, ascending
     */
    public record Result(int present, int erased, List<Long> lost, List<Long> forged) {

        public Result {
            lost = List.copyOf(lost);
            forged = List.copyOf(forged);
        }
    }

    /** @param type as it is stored; an event about a tenant holds nothing personal and need not be shown */
    public void see(long seq, String type, byte[] body) {
        Map<String, Object> parsed;
        try {
            parsed = Json.object(body);
        } catch (JacksonException e) {
            return; // it was tampered with, which is for others to say
        }
        for (String path : Revealed.paths(parsed).keySet()) {
            String commitment = Revealed.at(parsed, path);
            commitments
                    .computeIfAbsent(seq, event -> new LinkedHashMap<>())
                    .put(path, commitment == null ? "" : commitment);
        }
        if (AuditEvent.Type.PERSONAL_ERASED.name().equals(type)
                && parsed.get(PersonErasure.COMMITMENTS) instanceof List<?> erased) {
            erased.forEach(commitment -> saidErased.add(String.valueOf(commitment)));
        }
    }

    /**
     * @param openings all that there are of the events shown
     * @param upTo the event that was to come next when these were read: what came later is not judged
     */
    public Result against(PersonalLedger.Openings openings, long upTo) {
        int present = 0;
        int erased = 0;
        Set<Long> lost = new TreeSet<>();
        Set<Long> forged = new TreeSet<>();
        for (Map.Entry<Long, Map<String, String>> event : commitments.entrySet()) {
            if (event.getKey() >= upTo) {
                continue;
            }
            Map<String, Opening> opened = openings.of(event.getKey());
            for (Map.Entry<String, String> committed : event.getValue().entrySet()) {
                Opening opening = opened.get(committed.getKey());
                if (opening != null && !opening.commitment().equals(committed.getValue())) {
                    forged.add(event.getKey());
                } else if (opening != null) {
                    present++;
                } else if (saidErased.contains(committed.getValue())) {
                    erased++;
                } else {
                    lost.add(event.getKey());
                }
            }
        }
        openings.bySeq().forEach((seq, opened) -> {
            if (seq < upTo && !commitments.getOrDefault(seq, Map.of()).keySet().containsAll(opened.keySet())) {
                forged.add(seq);
            }
        });
        return new Result(present, erased, List.copyOf(lost), List.copyOf(forged));
    }
}
