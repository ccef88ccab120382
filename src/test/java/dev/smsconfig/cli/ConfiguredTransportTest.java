package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.source.Environment.Auth;
import dev.smsconfig.source.Environment.Network;
import dev.smsconfig.source.Environment.Place;
import dev.smsconfig.source.Environment.Saving;
import dev.smsconfig.source.Environment.WebApi;
import dev.smsconfig.source.Environment.Wire;
import dev.smsconfig.state.Rate;
import dev.smsconfig.state.Value;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredTransportTest {

    private static final Place ONLINE = new Place.State("https://online.example.com/api/state/{tenant}");
    private static final Place ONSITE = new Place.Api("https://crm.example.com/{tenant}/api");

    private static Rate rate(Place place, @Nullable Rate own, @Nullable Rate flag) {
        FolderOptions options = new FolderOptions();
        options.rate = flag;
        return new ConfiguredTransport(Path.of("configs"), options)
                .rate(new WebApi(
                        "here",
                        place,
                        new Network(false, own, null, null),
                        new Auth.Basic(Value.text("a"), Value.text("b")),
                        Wire.STANDARD,
                        Saving.FREE));
    }

    @Test
    void keepsToSuperOfficesCeilingOnlineOnlyWhereNothingIsSaid() {
        assertThat(rate(ONLINE, null, null)).isEqualTo(new Rate(10));
        assertThat(rate(ONSITE, null, null)).isEqualTo(Rate.UNLIMITED);
    }

    @ParameterizedTest
    @CsvSource({"3/s,,3/s", "0,,0", "3/s,7/s,7/s", "3/s,0,0"})
    void takesTheCommandLineBeforeTheEnvironment(String own, @Nullable String flag, String expected) {
        Rate given = flag == null ? null : Rate.parse(flag);
        assertThat(rate(ONLINE, Rate.parse(own), given)).hasToString(expected);
        assertThat(rate(ONSITE, Rate.parse(own), given)).hasToString(expected);
    }
}
