package dev.smsconfig.cli;

import dev.smsconfig.audit.PersonErasure;
import dev.smsconfig.audit.PersonErasure.Erased;
import dev.smsconfig.audit.PersonName;
import dev.smsconfig.job.Checkpoints;
import dev.smsconfig.job.Erasure;
import dev.smsconfig.job.JobStore;
import dev.smsconfig.job.StopSignal;
import dev.smsconfig.plan.Overrides;
import dev.smsconfig.report.ExitCode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Forgets a person. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = "Erases what names a person from the job repository. The trail stays whole: its events hold"
                + " commitments only, and what they were to can't be told any more.")
final class AuditEraseCommand implements Callable<Integer> {

    private final Terminal terminal;
    private final StopSignal stop;

    @Mixin
    AuditPlace place = new AuditPlace();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    ReasonOptions reason = new ReasonOptions();

    @Option(
            names = "--person",
            required = true,
            paramLabel = "TEXT",
            description = "a name, an account or an e-mail address as it was recorded, each in a call of its own")
    @SuppressWarnings("NullAway.Init")
    String person;

    @Option(names = "--checkpoints", paramLabel = "DIR", description = "where checkpoints are added")
    @Nullable
    Path checkpointFolder;

    @Option(names = "--dry-run", description = "says how much would be erased, and erases nothing")
    boolean dryRun;

    @Spec
    @SuppressWarnings("NullAway.Init")
    CommandSpec spec;

    AuditEraseCommand(Terminal terminal, StopSignal stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        if (person.isBlank()) {
            throw new ParameterException(spec.commandLine(), "--person is a name, an account or an e-mail address");
        }
        PersonName name = new PersonName(person);
        String why = why(name);
        Setting setting = new Setting(terminal, stop, place.work.work, output);
        try (FleetSession session = FleetSession.open(setting, place.repository(setting), "audit erase")) {
            Erasure erasure = new Erasure(session.store());
            tell(dryRun ? erasure.find(name) : erase(erasure, name, why, setting));
            return ExitCode.DONE.number();
        }
    }

    private Erased erase(Erasure erasure, PersonName name, String why, Setting setting) {
        if (erasure.isDisturbed()) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "a run is under way, which could write down again what is erased; wait for it to end; nothing was"
                            + " erased");
        }
        JobStore store = erasure.store();
        Checkpoints checkpoints = place.checkpoints(setting, store, checkpointFolder);
        String account = System.getProperty("user.name", "unknown");
        String runId = JobStore.AUDIT_RUN + store.newRunId();
        Erased erased;
        try {
            erased = erasure.erase(name, new PersonErasure.Order(runId, why, name.isNamedIn(account) ? null : account));
        } catch (DataAccessException e) {
            throw new CommandFailure(
                    ExitCode.ERROR,
                    "the repository refused to erase, and nothing was; under the hardened role of PostgreSQL only the"
                            + " tables' owner can: see src/docs/privacy.md");
        }
        if (!erased.isNothing()) {
            checkpoints.mark(runId);
            erasure.finish();
        }
        return erased;
    }

    private String why(PersonName name) {
        String text = reason.reason;
        if (text == null || text.isBlank() || text.length() > Overrides.REASON_LENGTH) {
            throw new ParameterException(
                    spec.commandLine(),
                    "audit erase needs --reason TEXT, at most " + Overrides.REASON_LENGTH
                            + " characters: it is recorded");
        }
        if (name.isNamedIn(text)) {
            throw new ParameterException(
                    spec.commandLine(), "--reason names the person, and is recorded; write a number of the request");
        }
        return text;
    }

    private void tell(Erased erased) {
        if (output.form == OutputOptions.Form.json) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("formatVersion", "1");
            json.put("dryRun", dryRun);
            json.put("values", erased.values());
            json.put("elsewhere", erased.elsewhere());
            terminal.out().println(JsonMapper.shared().writeValueAsString(json));
        } else {
            terminal.out().println(sentence(erased));
        }
    }

    private String sentence(Erased erased) {
        if (erased.isNothing()) {
            return "Nothing in the job repository names that person.";
        }
        String elsewhere = erased.elsewhere().entrySet().stream()
                .map(entry -> entry.getValue() + " in " + entry.getKey())
                .collect(Collectors.joining(", "));
        return (dryRun ? "Would erase " : "Erased ") + erased.values()
                + (erased.values() == 1 ? " value" : " values") + " beside the audit trail"
                + (elsewhere.isEmpty() ? "" : " and " + elsewhere) + ".";
    }
}
