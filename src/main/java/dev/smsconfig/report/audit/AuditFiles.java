package dev.smsconfig.report.audit;

import dev.smsconfig.report.ReportFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes the report into a folder, in every form that is asked for, and a manifest with the hash of each file. */
public final class AuditFiles {

    /** The forms of the report. */
    public enum Form {
        html,
        csv,
        json,
        md
    }

    private static final String MANIFEST = "manifest.json";
    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private final Path folder;
    private final Map<String, Path> written = new LinkedHashMap<>();

    private AuditFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the files. Others that are in the folder stay.
     *
     * @return the names of the files, the manifest last
     * @throws IOException where the folder or a file in it can't be written
     */
    public static Set<String> write(AuditReport report, Set<Form> forms, Path folder) throws IOException {
        Files.createDirectories(folder);
        AuditFiles files = new AuditFiles(folder);
        Texts texts = new Texts(report.zone());
        for (Form form : forms.isEmpty() ? EnumSet.noneOf(Form.class) : EnumSet.copyOf(forms)) {
            files.write(report, form, texts);
        }
        files.manifest(report, texts);
        return files.written.keySet();
    }

    private void write(AuditReport report, Form form, Texts texts) throws IOException {
        switch (form) {
            case html -> write("index.html", out -> AuditPage.write(report, texts, out));
            case json -> write("report.json", out -> AuditJson.write(report, texts, out));
            case md -> write("summary.md", out -> AuditMarkdown.write(report, texts, out));
            case csv -> {
                write("facts.csv", out -> AuditCsv.writeFacts(report, texts, out));
                for (Section section : report.sections()) {
                    for (Sheet sheet : section.sheets()) {
                        write(sheet.key() + ".csv", out -> AuditCsv.write(sheet, texts, out));
                    }
                }
            }
        }
    }

    private void write(String name, Consumer<OutputStream> form) throws IOException {
        Path file = folder.resolve(name);
        ReportFile.write(file, form);
        written.put(name, file);
    }

    private void manifest(AuditReport report, Texts texts) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (Map.Entry<String, Path> file : written.entrySet()) {
            hashes.put(file.getKey(), sha256(file.getValue()));
            sizes.put(file.getKey(), Files.size(file.getValue()));
        }
        write(MANIFEST, out -> {
            try (JsonGenerator json = MAPPER.createGenerator(out)) {
                json.writeStartObject();
                json.writeStringProperty("formatVersion", AuditReport.FORMAT_VERSION);
                json.writeStringProperty("kind", "audit-report-manifest");
                json.writeStringProperty("title", report.title());
                json.writeStringProperty("asOf", texts.exact(report.asOf()));
                json.writeArrayPropertyStart("files");
                hashes.forEach((name, hash) -> {
                    json.writeRaw('\n');
                    json.writeStartObject();
                    json.writeStringProperty("name", name);
                    json.writeStringProperty("sha256", hash);
                    json.writeNumberProperty("bytes", sizes.getOrDefault(name, 0L));
                    json.writeEndObject();
                });
                json.writeEndArray();
                json.writeEndObject();
                json.writeRaw('\n');
            }
        });
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
