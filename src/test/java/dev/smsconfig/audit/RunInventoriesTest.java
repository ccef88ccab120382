package dev.smsconfig.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Tables as somebody may have left them, read in the order of the table and by the index. */
class RunInventoriesTest {

    private static final int MANY = 2_500;

    private final SingleConnectionDataSource connection = new SingleConnectionDataSource("jdbc:h2:mem:", true);
    private final JdbcTemplate jdbc = new JdbcTemplate(connection);

    RunInventoriesTest() {
        jdbc.execute("CREATE TABLE run_tenant (run_id VARCHAR(40), seq INTEGER, tenant VARCHAR(64))");
    }

    @AfterEach
    void close() {
        connection.destroy();
    }

    private void row(@Nullable String run, int seq, @Nullable String tenant) {
        jdbc.update("INSERT INTO run_tenant VALUES (?, ?, ?)", run, seq, tenant);
    }

    private void run(String run, int tenants) {
        jdbc.batchUpdate(
                "INSERT INTO run_tenant VALUES (?, ?, ?)",
                IntStream.range(0, tenants)
                        .mapToObj(i -> new Object[] {run, i, "Cust" + i})
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesTheTenantAtEachPlaceOfEachRun(boolean placesKnown) {
        run("a", MANY);
        run("b", MANY);
        RunInventories inventories = new RunInventories(jdbc, placesKnown);
        for (String run : List.of("a", "b")) {
            assertThat(IntStream.range(0, MANY).mapToObj(i -> inventories.tenant(run, i)))
                    .isEqualTo(
                            IntStream.range(0, MANY).mapToObj(i -> "Cust" + i).toList());
            assertThat(inventories.tenant(run, MANY)).isNull();
            assertThat(inventories.tenant(run, -1)).isNull();
        }
        assertThat(inventories.tenant("c", 0)).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void findsWhatComesAfterAGap(boolean placesKnown) {
        run("a", MANY);
        jdbc.update("DELETE FROM run_tenant WHERE seq = 1200");
        RunInventories inventories = new RunInventories(jdbc, placesKnown);
        assertThat(inventories.tenant("a", 1199)).isEqualTo("Cust1199");
        assertThat(inventories.tenant("a", 1200)).isNull();
        assertThat(inventories.tenant("a", 1201)).isEqualTo("Cust1201");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsRowsOfRunsThatLieAmongEachOther(boolean placesKnown) {
        row("a", 0, "Oslo");
        row("b", 0, "Turku");
        row("a", 2, "Umea");
        row("b", 1, "Oulu");
        row("a", 1, "Malmo");
        RunInventories inventories = new RunInventories(jdbc, placesKnown);
        assertThat(IntStream.range(0, 3).mapToObj(i -> inventories.tenant("a", i)))
                .containsExactly("Oslo", "Malmo", "Umea");
        assertThat(IntStream.range(0, 2).mapToObj(i -> inventories.tenant("b", i)))
                .containsExactly("Turku", "Oulu");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTenantThatWasMadeNullIsNone(boolean placesKnown) {
        row("a", 0, "Oslo");
        row("a", 1, null);
        row(null, 2, "Umea");
        row("b", 0, "Oslo");
        row("b", 1, "Malmo");
        RunInventories inventories = new RunInventories(jdbc, placesKnown);
        assertThat(inventories.tenant("a", 1)).isNull();
        assertThat(inventories.tenant("a", 2)).isNull();
        assertThat(inventories.tenant("b", 1)).isEqualTo("Malmo");
    }
}
