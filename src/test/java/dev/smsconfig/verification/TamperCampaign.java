package dev.smsconfig.verification;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 1,000 trails by seed on each database, none of them a false alarm, and each tampered with in every class; on PostgreSQL every column too,
 * as {@link ColumnsTest} does on H2. Not run with
 * the other tests: {@code mvn -q test-compile surefire:test -Dtest=TamperCampaign}; {@code -Drounds=N} for another number.
 */
class TamperCampaign {

    private static final int ROUNDS = Integer.getInteger("rounds", 1000);

    @TempDir
    Path folder;

    @Test
    void onH2() {
        try (TestTrail trail = TestTrail.onH2(folder)) {
            run("H2", trail);
        }
    }

    @Test
    void onPostgresql() {
        try (TestTrail trail = TestTrail.onPostgresql()) {
            ColumnsTest.everyColumnOfTheTrailIsVouchedFor(trail);
            run("PostgreSQL", trail);
        }
    }

    private static void run(String database, TestTrail trail) {
        TamperRounds rounds = new TamperRounds().run(trail, ROUNDS);
        System.out.println(database + ", " + ROUNDS + " rounds: " + rounds);
        rounds.assertAllFound(ROUNDS);
    }
}
