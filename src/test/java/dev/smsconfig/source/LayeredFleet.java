package dev.smsconfig.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.state.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/** A large fleet with three layers, for what can only be seen or measured at that size. */
public final class LayeredFleet {

    private static final int GROUPS = 20;

    private static final String FLEET = "fleet.yaml";
    private static final String COUNTRY = "groups/country-7.yaml";
    private static final String PROVIDER = "groups/provider-3.yaml";

    private LayeredFleet() {}

    /** Tenants in folders of a thousand; each has a provider's group, which builds on a country's, and overrides two. */
    public static void write(Path root, int tenants) throws IOException {
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

    /**
     * Edits the fleet's file and two groups: the fleet's sender and one group's URL, which every tenant overrides, and the
     * prefix of one of the countries.
     *
     * @return the tenants that end up with something else: those of that country
     */
    public static TreeSet<TenantId> editBase(Path root, int tenants) throws IOException {
        replace(root.resolve(FLEET), "Contoso", "Fabrikam");
        replace(root.resolve(PROVIDER), "sms.example.com", "sms2.example.com");
        replace(root.resolve(COUNTRY), "+47", "+358");
        TreeSet<TenantId> affected = new TreeSet<>();
        for (int i = 7; i < tenants; i += GROUPS) {
            affected.add(new TenantId("Cust%06d".formatted(i)));
        }
        return affected;
    }

    private static void replace(Path file, String old, String now) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, now));
    }
}
