package dev.smsconfig.webapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** HttpClient writes every header and body to its log where that is on, and has no other switch for it. */
class WireLogTest {

    @ParameterizedTest
    @ValueSource(strings = {"org.apache.hc.client5.http.headers", "org.apache.hc.client5.http.wire"})
    void writesNoHeaderAndNoBodyToTheLog(String logger) {
        assertThat(LoggerFactory.getLogger(logger).isDebugEnabled()).isFalse();
    }
}
