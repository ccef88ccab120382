package dev.smsconfig.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a large fleet with three layers and measures how long it takes to read. No test: a figure of one machine says
 * little about another. With the test classes and the dependencies in the class path: {@code java
 * dev.smsconfig.source.LayeredFleet DIR 10000}.
 */
final class LayeredFleet {

    private static final int GROUPS = 20;
    private static final int ROUNDS = 5;

    private LayeredFleet() {}

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        int tenants = Integer.parseInt(args[1]);
        if (!Files.exists(root)) {
            write(root, tenants);
        }
        for (int round = 1; round <= ROUNDS; round++) {
            long begin = System.nanoTime();
            Configuration configuration = ConfigFolder.read(root);
            long millis = (System.nanoTime() - begin) / 1_000_000;
            System.gc();
            long kib =
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024;
            System.out.println("round " + round + ": " + configuration.tenants().size() + " tenants, "
                    + configuration.problems().size() + " problems, " + millis + " ms, " + kib + " KiB in use");
        }
    }

    /** Tenants in folders of a thousand; each has a provider's group, which builds on a country's, and overrides two. */
    static void write(Path root, int tenants) throws IOException {
        Files.createDirectories(root.resolve("groups"));
        Files.writeString(
                root.resolve("fleet.yaml"),
                TestFolder.fleet("spec: { NetServerSmsProvider: CM, NsPluginSender: Contoso }\n"));
        for (int i = 0; i < GROUPS; i++) {
            Files.writeString(root.resolve("groups/country-%d.yaml".formatted(i)), """
                    apiVersion: smsconfig/v1
                    kind: Group
                    metadata: { name: country-%d }
                    spec: { DefaultSmsCountry: "+%d", NsPluginSender: Country%d }
                    """.formatted(i, 40 + i, i));
            Files.writeString(root.resolve("groups/provider-%d.yaml".formatted(i)), """
                    apiVersion: smsconfig/v1
                    kind: Group
                    metadata: { name: provider-%d, groups: [country-%d] }
                    spec:
                      NsPluginConfig:
                        cm_serviceId: "%d"
                        cm_serviceUrl: https://sms.example.com/%d
                        cm_password: "ref+file:///run/secrets/{tenant}/cm_password"
                    """.formatted(i, i, i, i));
        }
        for (int i = 0; i < tenants; i++) {
            Path file = root.resolve("tenants/%03d/Cust%06d.yaml".formatted(i / 1_000, i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, """
                    apiVersion: smsconfig/v1
                    kind: SmsConfig
                    metadata:
                      tenant: Cust%06d
                      labels: { ring: %s }
                      groups: [provider-%d]
                    spec:
                      NsPluginSender: Acme%d
                      NsPluginConfig: { cm_username: "u%d", cm_serviceUrl: null }
                    """.formatted(i, i % 50 == 0 ? "canary" : "wide", i % GROUPS, i, i));
        }
    }
}
