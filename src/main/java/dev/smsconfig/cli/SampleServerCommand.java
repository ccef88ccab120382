package dev.smsconfig.cli;

import dev.smsconfig.job.StopSignal;
import dev.smsconfig.report.ExitCode;
import dev.smsconfig.sample.Credentials;
import dev.smsconfig.sample.SampleServer;
import dev.smsconfig.sample.SampleServerOptions;
import dev.smsconfig.sample.SampleServerStartException;
import dev.smsconfig.state.TenantId;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The embedded server as a process of its own. */
@Command(
        name = "sample-server",
        mixinStandardHelpOptions = true,
        description = "Serves the WebAPI of many tenants on loopback until a signal; for samples and tests.")
final class SampleServerCommand implements Callable<Integer> {

    private static final int MOST_TENANTS = 99_999;
    private static final String DEFAULT_TENANTS = "25";

    private final Terminal terminal;
    private final StopSignal stop;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "0 for any free one (default: ${DEFAULT-VALUE})")
    int port = 8080;

    @Option(
            names = "--tenants",
            paramLabel = "N|ID,…",
            description = "how many tenants onsite, Cust00001 and up, or their ids; beside those of a scenario"
                    + " (default: " + DEFAULT_TENANTS + ", none with a scenario)")
    @Nullable
    String tenants;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description =
                    "YAML with tenants, their versions and quirks, users, apps and tokens, as in samples/scenarios;"
                            + " keys that it makes for apps are kept beside the state file")
    @Nullable
    Path scenario;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            defaultValue = ".smsconfig/sample/state.jsonl",
            description = "where the tenants' configurations are kept, passwords included (default: ${DEFAULT-VALUE})")
    Path state = Path.of(".smsconfig", "sample", "state.jsonl");

    SampleServerCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        stop.onRequest(stopped::countDown);
        SampleServerOptions options =
                new SampleServerOptions(port, tenantIds(), state, new Credentials("sample", "sample"), scenario);
        try (SampleServer server = SampleServer.start(options)) {
            terminal.out().println(server.announcement());
            terminal.out().flush();
            stopped.await();
            return ExitCode.DONE.number();
        } catch (SampleServerStartException e) {
            throw new CommandFailure(ExitCode.ERROR, String.valueOf(e.getMessage()));
        }
    }

    private List<TenantId> tenantIds() {
        if (tenants == null) {
            return scenario == null ? tenantIds(DEFAULT_TENANTS) : List.of();
        }
        return tenantIds(tenants);
    }

    private static List<TenantId> tenantIds(String tenants) {
        try {
            if (tenants.matches("\\d{1,6}")) {
                int count = Integer.parseInt(tenants);
                if (count < 1 || count > MOST_TENANTS) {
                    throw new CommandFailure(ExitCode.USAGE, "--tenants takes 1 to " + MOST_TENANTS + " tenants");
                }
                return IntStream.rangeClosed(1, count)
                        .mapToObj(i -> new TenantId("Cust%05d".formatted(i)))
                        .toList();
            }
            return Arrays.stream(tenants.split(","))
                    .map(String::strip)
                    .map(TenantId::new)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--tenants takes a number or ids with a comma between: " + e.getMessage());
        }
    }
}
