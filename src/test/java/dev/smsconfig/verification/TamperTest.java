package dev.smsconfig.verification;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short form of {@link TamperCampaign}. */
class TamperTest {

    private static final int ROUNDS = 20;

    @TempDir
    Path folder;

    @Test
    void everyWayOfTamperingIsFoundWithItsClassAndFirstEvent() {
        try (TestTrail trail = TestTrail.onH2(folder)) {
            new TamperRounds().run(trail, ROUNDS).assertAllFound(ROUNDS);
        }
    }
}
