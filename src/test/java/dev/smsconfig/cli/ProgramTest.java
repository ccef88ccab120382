package dev.smsconfig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgramTest {

    @AfterEach
    void forget() {
        System.clearProperty("smsconfig.called");
    }

    @Test
    void whoCalledTheLauncherIsToldToCallItAgain() {
        System.setProperty("smsconfig.called", "/opt/smsconfig/bin/smsconfig");
        assertThat(Program.command()).isEqualTo("/opt/smsconfig/bin/smsconfig");
        System.setProperty("smsconfig.called", "/opt/sms config/bin/smsconfig");
        assertThat(Program.command()).isEqualTo("'/opt/sms config/bin/smsconfig'");
    }

    @Test
    void withoutLauncherTheJarIsNamed() {
        assertThat(Program.command()).isEqualTo("java -jar target/smsconfig.jar");
    }
}
