package dev.smsconfig.cli;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;

/**
 * The program's log, on stderr. In code: reading a file for it takes a third of the time that a short command takes to
 * start. A file where Logback looks for one, such as the one that {@code -Dlogback.configurationFile} names, wins.
 */
public final class LogConfiguration extends ContextAwareBase implements Configurator {

    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{30} %msg%n%ex{short}";

    private static final Map<String, Level> LEVELS = Map.of(
            // the wire of HttpClient holds passwords, and parameters of statements may: never louder than this
            "org.apache.hc", Level.WARN,
            // what they can't read or verify is a value for us, and their messages quote it
            "org.eclipse.jgit", Level.OFF,
            "org.apache.sshd", Level.OFF,
            "org.flywaydb", Level.ERROR,
            "com.zaxxer.hikari", Level.ERROR);

    @Override
    public ExecutionStatus configure(LoggerContext log) {
        ClassLoader resources = LogConfiguration.class.getClassLoader();
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null
                || Stream.of(ClassicConstants.TEST_AUTOCONFIG_FILE, ClassicConstants.AUTOCONFIG_FILE)
                        .anyMatch(file -> resources.getResource(file) != null)) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        setUp(log);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    static void setUp(LoggerContext log) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(log);
        encoder.setPattern(PATTERN);
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(log);
        stderr.setName("STDERR");
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        log.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        log.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(stderr);
        LEVELS.forEach((name, level) -> log.getLogger(name).setLevel(level));
    }
}
