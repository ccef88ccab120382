package dev.smsconfig.report.run;

import dev.smsconfig.audit.Run;
import dev.smsconfig.audit.RunStatus;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Look {
    @Test
    void write() throws Exception {
        ReportFolder.write(
                ReportedRuns.report(ReportedRuns.run(Run.APPLY, RunStatus.PARTIAL, null), ReportedRuns.ofEachKind()),
                ReportedRuns.around(ReportedRuns.nights(30)),
                Path.of("/tmp/rr/small"));
        long t = System.nanoTime();
        ReportFolder.write(
                ReportedRuns.report(
                        ReportedRuns.run(Run.APPLY, RunStatus.PARTIAL, null), ReportedRuns.fleet(5000, new Random(3))),
                ReportedRuns.around(ReportedRuns.nights(30)),
                Path.of("/tmp/rr/large"));
        System.out.println((System.nanoTime() - t) / 1_000_000 + " ms");
    }
}
