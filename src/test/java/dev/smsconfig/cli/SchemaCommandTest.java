package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.smsconfig.source.FileSchema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaCommandTest {

    @ParameterizedTest
    @EnumSource
    void printsTheSchemaThatIsNamed(PublishedSchema kind) {
        Commands.Result result = new Commands().run("schema", kind.toString());

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo(kind.text()).endsWith("}\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void printsTheOneOfTenantsWhereNoneIsNamed() {
        assertThat(new Commands().run("schema").out()).isEqualTo(FileSchema.TENANT.text());
    }

    @Test
    void refusesAnyOther() {
        assertThat(new Commands().run("schema", "environment").exitCode()).isEqualTo(2);
    }
}
