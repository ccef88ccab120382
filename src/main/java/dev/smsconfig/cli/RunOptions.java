package dev.smsconfig.cli;

import dev.smsconfig.job.StopSignal;
import picocli.CommandLine.Mixin;

/** What every command takes that begins a run: which files, which tenants, where they are, and how to tell of it. */
final class RunOptions {

    @Mixin
    WorkOptions work = new WorkOptions();

    @Mixin
    FleetOptions fleet = new FleetOptions();

    @Mixin
    SelectionOptions selection = new SelectionOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Mixin
    RevisionOptions revision = new RevisionOptions();

    @Mixin
    SignerOptions signers = new SignerOptions();

    @Mixin
    EnvironmentOptions environment = new EnvironmentOptions();

    Setting setting(Terminal terminal, StopSignal stop) {
        return new Setting(terminal, stop, work.work, output);
    }

    FolderChoice folder() {
        return new FolderChoice(
                fleet.folder.configsOrDefault(), environment.name, revision.revision, signers.allowedSigners);
    }
}
