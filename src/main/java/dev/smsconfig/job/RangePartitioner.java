package dev.smsconfig.job;

import dev.smsconfig.audit.SeqRange;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * Cuts a range of the inventory into equal parts. Names and ranges are the same at every restart, since Batch keeps the
 * contexts of the first time.
 */
record RangePartitioner(SeqRange range) implements Partitioner {

    private static final String FIRST = "first";
    private static final String LAST = "last";

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        int size = range.last() - range.first() + 1;
        int parts = Math.max(1, Math.min(gridSize, size));
        Map<String, ExecutionContext> partitions = new LinkedHashMap<>();
        for (int i = 0; i < parts; i++) {
            ExecutionContext context = new ExecutionContext();
            context.putInt(FIRST, range.first() + (int) ((long) size * i / parts));
            context.putInt(LAST, range.first() + (int) ((long) size * (i + 1) / parts) - 1);
            partitions.put("part-%02d".formatted(i), context);
        }
        return partitions;
    }

    static SeqRange rangeOf(ExecutionContext context) {
        return new SeqRange(context.getInt(FIRST), context.getInt(LAST));
    }
}
