package dev.smsconfig.report;

import dev.smsconfig.audit.LedgerEntry;
import dev.smsconfig.reconcile.Outcome;
import dev.smsconfig.reconcile.OutcomeKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A run as JUnit XML, the form that Jenkins and others chart: a test case per tenant, failed where the tenant is not where
 * git wants it, skipped where it was left out or not attempted.
 */
public final class JunitReport {

    private JunitReport() {}

    /** Writes the document as UTF-8. Leaves {@code out} open. */
    public static void write(RunReport report, OutputStream out) {
        RunForm.write(report, List.of(begin(report, out)));
    }

    /** The same, tenant by tenant. */
    public static RunForm begin(RunReport report, OutputStream out) {
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            Summary summary = report.summary();
            xml.writeAttribute(
                    "name",
                    "smsconfig " + report.run().command() + " " + report.run().environment());
            xml.writeAttribute("tests", String.valueOf(summary.tenants()));
            xml.writeAttribute("failures", count(summary, true));
            xml.writeAttribute("skipped", count(summary, false));
            xml.writeAttribute("timestamp", report.run().startedAt().toString());
            return new RunForm() {
                @Override
                public void tenant(LedgerEntry entry) {
                    testCase(entry, xml);
                }

                @Override
                public void end() {
                    JunitReport.end(xml);
                }
            };
        } catch (XMLStreamException e) {
            throw unwritten(e);
        }
    }

    private static void end(XMLStreamWriter xml) {
        try {
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException e) {
            throw unwritten(e);
        }
    }

    private static UncheckedIOException unwritten(XMLStreamException e) {
        return new UncheckedIOException(new IOException("the JUnit report could not be written", e));
    }

    private static String count(Summary summary, boolean failed) {
        int count = 0;
        for (OutcomeKind kind : OutcomeKind.values()) {
            if (failed ? isFailure(kind) : isSkipped(kind)) {
                count += summary.of(kind);
            }
        }
        return String.valueOf(count);
    }

    private static boolean isFailure(OutcomeKind kind) {
        return kind.isIncomplete() && !isSkipped(kind);
    }

    private static boolean isSkipped(OutcomeKind kind) {
        return kind == OutcomeKind.SKIPPED || kind == OutcomeKind.NOT_ATTEMPTED;
    }

    /** In what it differs, where that is known: what one reads when one opens the test case. */
    private static String fields(@Nullable Outcome outcome) {
        return outcome == null
                ? ""
                : outcome.changes().stream()
                        .map(ShownChange::of)
                        .map(change -> change.field() + " " + change.values())
                        .collect(Collectors.joining("\n"));
    }

    private static void testCase(LedgerEntry entry, XMLStreamWriter xml) {
        Outcome outcome = entry.outcome();
        OutcomeKind kind = outcome == null ? OutcomeKind.NOT_ATTEMPTED : outcome.kind();
        String message = outcome == null ? "" : Visible.text(Objects.requireNonNullElse(outcome.message(), ""));
        try {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", "wave." + entry.tenant().waveName());
            xml.writeAttribute("name", entry.tenant().tenant().value());
            if (isFailure(kind)) {
                xml.writeStartElement("failure");
                xml.writeAttribute("type", kind.name());
                xml.writeAttribute("message", message);
                xml.writeCharacters(fields(outcome));
                xml.writeEndElement();
            } else if (isSkipped(kind)) {
                xml.writeStartElement("skipped");
                xml.writeAttribute("message", message);
                xml.writeEndElement();
            } else {
                xml.writeStartElement("system-out");
                xml.writeCharacters(kind.name());
                xml.writeEndElement();
            }
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw unwritten(e);
        }
    }
}
