package dev.smsconfig.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.SecretSource;
import dev.smsconfig.state.SecretUnavailableException;
import dev.smsconfig.state.TenantId;
import dev.smsconfig.state.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialTest {

    private static final TenantId ONE = new TenantId("Cust1");
    private static final TenantId TWO = new TenantId("Cust2");
    private static final SecretReference SHARED = new SecretReference("file", "/run/secrets/token");
    private static final SecretReference PER_TENANT = new SecretReference("file", "/run/secrets/{tenant}/token");

    private final List<String> resolved = new ArrayList<>();
    private final SecretSource secrets = reference -> {
        resolved.add(reference.text());
        return new Secret("of " + reference.path());
    };
    private final SecretSource none = reference -> {
        throw new SecretUnavailableException(reference.text() + " is not there");
    };

    @Test
    void aTextIsTheSameForAllTenants() throws SecretUnavailableException {
        Credential credential = Credential.of(Value.text("tje0"), none);
        assertThat(credential.of(ONE)).isEqualTo(new Secret("tje0")).isEqualTo(credential.of(TWO));
        assertThat(credential.isPerTenant()).isFalse();
    }

    @Test
    void aSecretIsTheSameForAllTenants() throws SecretUnavailableException {
        assertThat(Credential.of(new Secret("s"), none).of(ONE)).isEqualTo(new Secret("s"));
        assertThat(Credential.of(new Secret("s")).of(TWO)).isEqualTo(new Secret("s"));
        assertThat(Credential.of(new Secret("s")).isPerTenant()).isFalse();
    }

    @Test
    void aReferenceForAllTenantsIsResolvedOnce() throws SecretUnavailableException {
        Credential credential = Credential.of(SHARED, secrets);
        credential.of(ONE);
        assertThat(credential.of(TWO)).isEqualTo(new Secret("of /run/secrets/token"));
        assertThat(resolved).containsExactly("ref+file:///run/secrets/token");
        assertThat(credential.isPerTenant()).isFalse();
    }

    @Test
    void aReferenceForAllTenantsThatDoesNotResolveIsToldAtOnce() {
        assertThatThrownBy(() -> Credential.of(SHARED, none)).isInstanceOf(SecretUnavailableException.class);
    }

    @Test
    void aReferencePerTenantIsResolvedForEachOfThem() throws SecretUnavailableException {
        Credential credential = Credential.of(PER_TENANT, secrets);
        assertThat(resolved).isEmpty();
        assertThat(credential.of(ONE)).isEqualTo(new Secret("of /run/secrets/Cust1/token"));
        assertThat(credential.of(TWO)).isEqualTo(new Secret("of /run/secrets/Cust2/token"));
        assertThat(credential.isPerTenant()).isTrue();
    }

    @Test
    void aReferencePerTenantIsResolvedAnewEachTime() throws SecretUnavailableException {
        Credential credential = Credential.of(PER_TENANT, secrets);
        credential.of(ONE);
        credential.of(ONE);
        assertThat(resolved).hasSize(2);
    }

    @Test
    void aReferencePerTenantThatDoesNotResolveConcernsThatTenantOnly() throws SecretUnavailableException {
        Credential credential = Credential.of(PER_TENANT, none);
        assertThatThrownBy(() -> credential.of(ONE))
                .isInstanceOf(SecretUnavailableException.class)
                .extracting(e -> ((SecretUnavailableException) e).message())
                .isEqualTo("ref+file:///run/secrets/Cust1/token is not there");
    }

    @Test
    void aMaskIsNoCredential() {
        assertThatThrownBy(() -> Credential.of(new Value.Masked(), none)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNothing() throws SecretUnavailableException {
        assertThat(Credential.of(Value.text("CANARY"), none) + " " + Credential.of(new Secret("CANARY")))
                .isEqualTo("Credential(***) Credential(***)");
    }

    @Test
    void basicAuthenticationIsSharedUnlessAPartOfItIsPerTenant() throws SecretUnavailableException {
        Credential shared = Credential.of(new Secret("s"));
        Credential perTenant = Credential.of(PER_TENANT, secrets);
        assertThat(new BasicAuthentication(shared, shared).isShared()).isTrue();
        assertThat(new BasicAuthentication(shared, perTenant).isShared()).isFalse();
        assertThat(new BasicAuthentication(perTenant, shared).isShared()).isFalse();
    }
}
