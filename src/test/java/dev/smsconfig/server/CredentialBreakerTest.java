package dev.smsconfig.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.SaveResult.NotSaved;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialBreakerTest {

    private static final TenantId TENANT = new TenantId("Cust1");
    private static final Failure REFUSED = Failure.of(Kind.UNAUTHENTICATED, "401");
    private static final SmsConfig CONFIG = new SmsConfig(Map.of(), Map.of());

    private final InMemorySmsConfigServer server = new InMemorySmsConfigServer();
    private final CredentialBreaker breaker = new CredentialBreaker(server, server);

    @BeforeEach
    void createTenant() {
        server.put(TENANT, CONFIG);
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            server.failObserve(TENANT, REFUSED);
        }
    }

    @Test
    void sendsNothingMoreAfterThreeRefusalsInARow() {
        refuse(3);
        for (int i = 0; i < 10; i++) {
            breaker.observe(TENANT);
        }
        assertThat(server.observes(TENANT)).isEqualTo(3);
        assertThat(breaker.observe(TENANT).failure()).extracting(Failure::kind).isEqualTo(Kind.UNAUTHENTICATED);
        assertThat(breaker.save(TENANT, CONFIG)).isInstanceOf(NotSaved.class);
        assertThat(server.saves(TENANT)).isZero();
    }

    @Test
    void aGoodAnswerBeginsTheCountAnew() {
        refuse(2);
        for (int i = 0; i < 3; i++) {
            breaker.observe(TENANT);
        }
        refuse(2);
        for (int i = 0; i < 3; i++) {
            breaker.observe(TENANT);
        }
        assertThat(server.observes(TENANT)).isEqualTo(6);
    }

    @Test
    void otherFailuresDoNotCount() {
        for (int i = 0; i < 5; i++) {
            server.failObserve(TENANT, Failure.of(Kind.CONNECT, "no connection"));
            breaker.observe(TENANT);
        }
        assertThat(server.observes(TENANT)).isEqualTo(5);
    }

    @Test
    void refusedSavesCountToo() {
        for (int i = 0; i < 5; i++) {
            server.answerSave(TENANT, new NotSaved(REFUSED), false);
            breaker.save(TENANT, CONFIG);
        }
        assertThat(server.saves(TENANT)).isEqualTo(3);
    }
}
