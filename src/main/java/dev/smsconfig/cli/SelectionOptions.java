package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.rollout.CommandText;
import dev.smsconfig.rollout.Selection;
import dev.smsconfig.rollout.Selection.Listed;
import dev.smsconfig.source.Affected;
import dev.smsconfig.state.LabelSelector;
import dev.smsconfig.state.TenantGlob;
import dev.smsconfig.state.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which tenants a command is about; all options that are given must hold. */
final class SelectionOptions implements TenantChoice {

    @Option(
            names = {"-l", "--select"},
            paramLabel = "EXPR",
            converter = SelectorConverter.class,
            description = "only tenants with these labels, such as ring=canary,country in (no,se): label=value,"
                    + " label!=value, label in (a,b), label notin (a,b), label, !label")
    @Nullable
    LabelSelector select;

    @Option(
            names = "--tenant",
            paramLabel = "GLOB",
            split = ",",
            converter = GlobConverter.class,
            description = "only tenants whose id matches, such as Cust5*; of several, one has to match")
    List<TenantGlob> tenants = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            split = ",",
            converter = GlobConverter.class,
            description = "no tenant whose id matches; of several, none may match")
    List<TenantGlob> excluded = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "REV",
            description = "only tenants whose effective configuration differs from that of this git revision")
    @Nullable
    String since;

    @Option(
            names = "--limit",
            paramLabel = "@FILE",
            description = "only tenants that the file names: ids, one in each line, or a run.json, of which those count"
                    + " that were left incomplete")
    @Nullable
    String limit;

    /**
     * @return the tenants of the fleet that are chosen; none only where none of them changed since the revision given
     * @throws CommandFailure where something that was given matches no tenant
     */
    @Override
    public SelectedTenants of(Setting setting, ChosenFleet fleet) {
        Selection selection = new Selection(
                select == null ? LabelSelector.everything() : select,
                tenants,
                excluded,
                since == null ? null : since(since, setting, fleet),
                limit == null ? null : limit(limit, fleet));
        Selection.Result result = selection.of(fleet.configuration().tenants());
        if (result instanceof Selection.Mistaken mistaken) {
            throw new CommandFailure(ExitCode.USAGE, mistaken.reason());
        }
        Selection.Chosen chosen = (Selection.Chosen) result;
        chosen.notes().forEach(setting::note);
        if (chosen.tenants().isEmpty()) {
            setting.note("No tenant's effective configuration changed since " + since + ".");
        }
        return new SelectedTenants(chosen.tenants(), selection.isEverything() ? null : selection.text());
    }

    /** One of those that are given, or null where none is. */
    @Nullable
    String anyGiven() {
        if (select != null) {
            return "--select";
        }
        if (!tenants.isEmpty()) {
            return "--tenant";
        }
        if (!excluded.isEmpty()) {
            return "--exclude";
        }
        return since != null ? "--since" : limit != null ? "--limit" : null;
    }

    private static Listed since(String revision, Setting setting, ChosenFleet fleet) {
        ChangesSince changes = ChangesSince.of(
                fleet.configs(),
                revision,
                fleet.configuration(),
                setting.terminal().err());
        long removed = changes.affected().stream()
                .filter(one -> one.kind() == Affected.Kind.REMOVED)
                .count();
        if (removed > 0) {
            setting.note(removed + (removed == 1 ? " tenant that had a file" : " tenants that had a file") + " at "
                    + revision + " have none any more: no longer managed, and left as the server has it.");
        }
        Set<TenantId> changed = changes.affected().stream()
                .filter(one -> one.kind() != Affected.Kind.REMOVED)
                .map(Affected::tenant)
                .collect(Collectors.toSet());
        return new Listed("--since " + changes.commit(), changed);
    }

    private static Listed limit(String file, ChosenFleet fleet) {
        return new Listed(
                "--limit " + CommandText.quoted(file),
                LimitFile.read(file, fleet.environment().name()));
    }
}
