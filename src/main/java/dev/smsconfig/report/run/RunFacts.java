package dev.smsconfig.report.run;

import dev.smsconfig.audit.Run;
import dev.smsconfig.report.RunReport;
import dev.smsconfig.report.html.Fact;
import dev.smsconfig.state.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a run as a whole. */
final class RunFacts {

    private final RunReport report;
    private final List<Fact> facts = new ArrayList<>();

    RunFacts(RunReport report) {
        this.report = report;
    }

    List<Fact> list() {
        Run run = report.run();
        Instant ended = run.endedAt();
        fact("Run", run.id());
        fact("Status", run.status() + " (exit " + report.exitCode().number() + ")");
        fact("Started", Times.utc(run.startedAt()));
        fact(
                "Ended",
                ended == null
                        ? "not yet"
                        : Times.utc(ended) + ", after " + Times.lasted(Duration.between(run.startedAt(), ended)));
        fact("By", run.holder());
        fact("Configs", run.origin().configs());
        provenance(run);
        String selection = run.origin().selection();
        fact(
                "Tenants",
                selection == null
                        ? "all " + report.summary().tenants()
                        : report.summary().tenants() + " of " + run.origin().fleetSize() + ", " + selection);
        fact("Takes back", run.origin().undoes());
        Run.CarriedPlan plan = run.origin().plan();
        if (plan != null) {
            String signer = plan.signer();
            fact(
                    "Sealed plan",
                    plan.sha256() + " of run " + plan.run()
                            + (signer == null ? ", not signed" : ", signed by " + signer));
        }
        return facts;
    }

    private void provenance(Run run) {
        Provenance provenance = run.origin().provenance();
        if (provenance == null) {
            fact("Commit", "none");
            return;
        }
        fact("Commit", provenance.commit() + (run.origin().dirty() ? ", with changes not committed" : ""));
        fact("Subject", provenance.subject());
        fact(
                "Author",
                provenance.author().name() + ", "
                        + Times.utc(provenance.author().time()));
        String signer = provenance.signature().signer();
        fact("Signature", provenance.signature().state().name() + (signer == null ? "" : ", " + signer));
    }

    private void fact(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            facts.add(new Fact(name, value));
        }
    }
}
