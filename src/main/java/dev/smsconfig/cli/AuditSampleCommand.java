package dev.smsconfig.cli;

import dev.smsconfig.audit.Period;
import dev.smsconfig.evidence.EvidencePack;
import dev.smsconfig.evidence.SampleExport;
import dev.smsconfig.evidence.Sampling;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Changes that an auditor looks at closely. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description =
                "Draws changes of a period at random, the same again with the same seed, and writes for each a zip with"
                        + " all that is known of it. Reaches no server.")
final class AuditSampleCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    EvidenceOptions evidence = new EvidenceOptions();

    @Mixin
    PeriodOptions period = new PeriodOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Option(
            names = "--n",
            paramLabel = "N",
            defaultValue = "25",
            description = "how many changes (default: ${DEFAULT-VALUE})")
    int size;

    @Option(names = "--seed", paramLabel = "S", description = "any text; the same draws the same (default: at random)")
    @Nullable
    String seed;

    AuditSampleCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        if (size < 1) {
            throw new CommandFailure(ExitCode.USAGE, "--n takes a number from 1 on");
        }
        Setting setting = new Setting(terminal, stop, evidence.work.work, output);
        Period asked = period.period(period.zone(DueTimes.of(evidence.configs.configs)));
        Sampling sampling = new Sampling(
                seed == null
                        ? HexFormat.of()
                                .toHexDigits(RandomGenerator.getDefault().nextInt())
                        : seed);
        Path given = evidence.configs.configs;
        Path configs = given == null ? FolderOptions.DEFAULT_CONFIGS : given;
        return evidence.take(setting, "audit sample", (trail, store) -> {
            EvidencePack pack = new EvidencePack(trail, store.runs(), store.inventories(), configs);
            SampleExport.Drawn drawn = new SampleExport(trail, pack).export(asked, sampling, size, evidence.out);
            return "Drew " + drawn.sample() + " of " + drawn.population() + " changes with seed " + sampling.seed()
                    + " into " + evidence.out + ".";
        });
    }
}
