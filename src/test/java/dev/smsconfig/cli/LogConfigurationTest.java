package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.ConsoleAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;

class LogConfigurationTest {

    private static LoggerContext configured() {
        LoggerContext log = new LoggerContext();
        LogConfiguration.setUp(log);
        return log;
    }

    /** What they tell at a louder level holds passwords, or quotes what they read. */
    @ParameterizedTest
    @CsvSource({
        "org.apache.hc.client5.http.wire, WARN",
        "org.eclipse.jgit.transport, OFF",
        "org.apache.sshd.common, OFF",
        "org.flywaydb.core, ERROR",
        "com.zaxxer.hikari.pool, ERROR",
        "org.example, WARN"
    })
    void whatMayHoldSecretsIsNeverLoud(String logger, String level) {
        assertThat(configured().getLogger(logger).getEffectiveLevel()).isEqualTo(Level.toLevel(level));
    }

    @Test
    void theLogGoesToStderr() {
        assertThat(configured().getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR"))
                .isInstanceOfSatisfying(ConsoleAppender.class, console -> {
                    assertThat(console.getTarget()).isEqualTo("System.err");
                    assertThat(console.isStarted()).isTrue();
                });
    }
}
