package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A config folder on disk, whole until a test breaks something in it. */
final class TestFolder {

    /** Stands in a text where a problem is expected; it is not written. */
    static final String HERE = "§";

    static final String FLEET = """
            apiVersion: smsconfig/v1
            kind: Fleet
            defaultEnvironment: sample
            environments:
              sample: { server: embedded }
            secrets: { plaintext: allow }
            """;

    static final String TENANT = tenant("NsPluginSender: Contoso");

    static final String GROUP = group("NsPluginSender: Nordic");

    final Path root;

    private TestFolder(Path root) {
        this.root = root;
    }

    /** A valid folder with the one tenant Cust1. */
    static TestFolder in(Path dir) {
        return new TestFolder(dir.resolve("configs")).write("fleet.yaml", FLEET).write("tenants/no/Cust1.yaml", TENANT);
    }

    /** The text of a valid file for Cust1 with one line in its spec. */
    static String tenant(String specLine) {
        return """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: Cust1 }
                spec:
                """ + specLine.indent(2);
    }

    /** The text of a valid file for the group nordic with these lines in its spec. */
    static String group(String specLines) {
        return """
                apiVersion: smsconfig/v1
                kind: Group
                metadata: { name: nordic }
                spec:
                """ + specLines.indent(2);
    }

    /** The text of a valid file for Cust1 with these groups and lines in its spec, or with no spec. */
    static String tenantOf(String groups, String specLines) {
        String text = specLines.isEmpty() ? TENANT.substring(0, TENANT.indexOf("spec:")) : tenant(specLines);
        return text.replace("Cust1 }", "Cust1, groups: [" + groups + "] }");
    }

    /** The text of a valid file for Cust1 with one entry in its NsPluginConfig. */
    static String setting(String line) {
        return tenant("NsPluginConfig:\n" + line.indent(2));
    }

    /** The text of a valid fleet file with more lines at its end. */
    static String fleet(String lines) {
        return FLEET + lines;
    }

    /** The text of a valid fleet file with one more environment, {@code onsite}. */
    static String environment(String flow) {
        return FLEET.replace("  sample:", "  onsite: " + flow + "\n  sample:");
    }

    TestFolder write(String file, String text) {
        return write(file, text.replace(HERE, "").getBytes(StandardCharsets.UTF_8));
    }

    TestFolder write(String file, byte[] bytes) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.write(path, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestFolder delete(String file) {
        try {
            Files.delete(root.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Configuration read() {
        return ConfigFolder.read(root);
    }

    /** Adds a group that builds on others. */
    TestFolder group(String name, String buildsOn, String specLines) {
        return write(
                "groups/" + name + ".yaml",
                group(specLines).replace("{ name: nordic }", "{ name: " + name + ", groups: [" + buildsOn + "] }"));
    }

    /** What is found where the only tenant file holds the text. */
    List<Problem> problemsOfTenant(String text) {
        return write("tenants/no/Cust1.yaml", text).read().problems();
    }

    /** What is found where the fleet file holds the text. */
    List<Problem> problemsOfFleet(String text) {
        return write("fleet.yaml", text).read().problems();
    }

    /** Where {@link #HERE} stands, as {@code line:column}. */
    static String placeOf(String text) {
        int index = text.indexOf(HERE);
        assertThat(index).as("the text marks a place").isNotNegative();
        String before = text.substring(0, index);
        int lineStart = before.lastIndexOf('\n') + 1;
        return (1 + before.chars().filter(c -> c == '\n').count()) + ":"
                + (1 + before.codePointCount(lineStart, before.length()));
    }

    /** A problem in short: {@code rule line:column}. */
    static String brief(Problem problem) {
        return problem.rule().id() + " " + problem.line() + ":" + problem.column();
    }
}
