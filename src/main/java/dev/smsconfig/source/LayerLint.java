package dev.smsconfig.source;

import dev.smsconfig.source.Problem.Severity;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.SmsProperty;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of tenants' configurations what {@link ConfigLint} finds, at the place that has the last word; each thing once. */
final class LayerLint {

    private final Set<Problem> problems = new LinkedHashSet<>();

    /**
     * @param config what a tenant ends up with
     * @param layers those it comes from, the tenant's own last
     * @return whether one of the findings is an error
     */
    boolean judge(SmsConfig config, List<Spec> layers) {
        boolean wrong = false;
        for (Finding finding : ConfigLint.findings(config)) {
            problems.add(problem(finding, layers));
            wrong |= finding.severity() == Severity.ERROR;
        }
        return wrong;
    }

    Set<Problem> problems() {
        return problems;
    }

    private static Problem problem(Finding finding, List<Spec> layers) {
        Spec speaker = layers.get(layers.size() - 1);
        Position at = Position.START;
        for (Spec layer : layers) {
            Position place = place(finding.field(), layer);
            if (place != null) {
                speaker = layer;
                at = place;
            }
        }
        return new Problem(
                speaker.layer().file(), at.line(), at.column(), finding.rule(), finding.severity(), finding.message());
    }

    /** Where the layer writes the field; null where it says nothing of it. */
    private static @Nullable Position place(String field, Spec layer) {
        for (Map.Entry<SmsProperty, Written> property : layer.properties().entrySet()) {
            if (property.getKey().apiName().equals(field)) {
                return property.getValue().at();
            }
        }
        if (field.equals(SmsProperty.PLUGIN_CONFIG)) {
            return layer.pluginConfigAt();
        }
        Map<String, Written> settings = layer.settings();
        if (settings != null) {
            for (Map.Entry<String, Written> setting : settings.entrySet()) {
                if (SmsConfig.settingField(setting.getKey()).equals(field)) {
                    return setting.getValue().keyAt();
                }
            }
        }
        return null;
    }
}
