package dev.smsconfig.cli;

import dev.smsconfig.audit.InventoryTenant;
import dev.smsconfig.audit.Run;
import dev.smsconfig.git.GitFolder;
import dev.smsconfig.git.RevisionUnavailableException;
import dev.smsconfig.report.run.Places;
import dev.smsconfig.source.ConfigFolder;
import dev.smsconfig.source.Explanation;
import dev.smsconfig.source.Layered;
import dev.smsconfig.state.SmsProperty;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a field of a tenant is written: at the line of the layer that sets it; for one that no layer sets, as a
 * setting that is to be removed, where the tenant's settings begin, else at the tenant's file.
 */
final class ConfigPlaces implements Places {

    private final Path configs;
    private final @Nullable Layered layered;

    /** Reports ask for one field after the other. */
    private @Nullable Explanation last;

    /** @param layered what was read, or null where that is not known any more: then files are named without a line */
    ConfigPlaces(Path configs, @Nullable Layered layered) {
        this.configs = configs;
        this.layered = layered;
    }

    /** Of the commit that a run was read from, where the repository that its folder lies in has it still. */
    static ConfigPlaces of(Run run, @Nullable Path configsGiven) {
        Path configs = configsGiven == null ? Path.of(run.origin().configs()) : configsGiven;
        String commit = run.commit();
        if (commit == null || run.origin().dirty() || !GitFolder.holds(configs, commit)) {
            return new ConfigPlaces(configs, null);
        }
        try (GitFolder folder = GitFolder.at(configs, commit)) {
            return new ConfigPlaces(configs, ConfigFolder.layers(configs, folder.files()));
        } catch (RevisionUnavailableException e) {
            // taken away meanwhile
            return new ConfigPlaces(configs, null);
        }
    }

    @Override
    public Place of(InventoryTenant tenant, @Nullable String field) {
        Place file = new Place(
                configs.resolve(tenant.origin()).toString(), layered == null ? 0 : 1, layered == null ? 0 : 1);
        Explanation explanation = field == null ? null : explanation(tenant);
        if (field == null || explanation == null) {
            return file;
        }
        return entry(explanation, field)
                .or(() -> field.startsWith(SmsProperty.PLUGIN_CONFIG + ".")
                        ? entry(explanation, SmsProperty.PLUGIN_CONFIG)
                        : Optional.empty())
                .map(entry -> new Place(
                        entry.layer().file(),
                        entry.place().line(),
                        entry.place().column()))
                .orElse(file);
    }

    private @Nullable Explanation explanation(InventoryTenant tenant) {
        Explanation known = last;
        if (known != null && known.tenant().equals(tenant.tenant())) {
            return known;
        }
        Layered folder = layered;
        last = folder == null ? null : folder.explain(tenant.tenant().value()).orElse(null);
        return last;
    }

    private static Optional<Explanation.Entry> entry(Explanation explanation, String field) {
        return explanation
                .only(field)
                .flatMap(only -> only.fields().stream().findFirst())
                .map(Explanation.Field::effective);
    }
}
