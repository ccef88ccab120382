package dev.smsconfig.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.smsconfig.auth.LocalLogin.Reply;
import dev.smsconfig.http.Timeouts;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginServerTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "c4n4ry",
                "c4n4ry.example.com",
                "ftp://c4n4ry",
                "https://",
                "https:///c4n4ry",
                "https://c4n4ry/login",
                "https://c4n4ry//",
                "https://user:c4n4ry@host",
                "https://host?c4n4ry",
                "https://host#c4n4ry",
                "https://c4n4ry host"
            })
    void refusesWhatIsNoOriginAndRepeatsNothing(String origin) {
        try (LocalLogin login = new LocalLogin()) {
            assertThatThrownBy(() -> new LoginServer(origin, login.transport(), CLOCK))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("write https://online.superoffice.com")
                    .hasMessageNotContaining("c4n4ry")
                    .hasNoCause();
        }
    }

    @Test
    void aSlashAtTheEndOfTheOriginMakesNoDifference() throws NotSignedInException {
        try (LocalLogin login = new LocalLogin()) {
            login.on(LocalLogin.JWKS, request -> Reply.ok("{}"));
            new LoginServer(login.origin() + "/", login.transport(), CLOCK).get(LocalLogin.JWKS);
            assertThat(login.requests(LocalLogin.JWKS)).hasSize(1);
        }
    }

    @Test
    void sendsNothingWithoutHttps() {
        Duration second = Duration.ofSeconds(1);
        try (LocalLogin login = new LocalLogin();
                Transport secure = new Transport(new Timeouts(second, second, second), 1, false)) {
            LoginServer server = new LoginServer(login.origin(), secure, CLOCK);
            Failure failure = catchThrowableOfType(NotSignedInException.class, () -> server.get(LocalLogin.JWKS))
                    .failure();
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure.message()).startsWith("signing in: ").contains("https");
            assertThat(login.requests(LocalLogin.JWKS)).isEmpty();
        }
    }

    @Test
    void sendsNothingToAnAddressThatIsNotPublic() {
        Duration second = Duration.ofSeconds(1);
        try (Transport secure = new Transport(new Timeouts(second, second, second), 1, false)) {
            LoginServer server = new LoginServer("https://localhost", secure, CLOCK);
            Failure failure = catchThrowableOfType(NotSignedInException.class, () -> server.get(LocalLogin.JWKS))
                    .failure();
            assertThat(failure.message())
                    .contains("localhost:443 is not a public address", "check login in fleet.yaml");
        }
    }
}
