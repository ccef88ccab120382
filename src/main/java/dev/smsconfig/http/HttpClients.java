package dev.smsconfig.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Builds the HttpClient with everything switched off that would send, follow, keep or unpack anything by itself. */
final class HttpClients {

    /** Where in a context an {@link AtomicBoolean} is set just before the first byte of the request leaves. */
    static final String SENT = "dev.smsconfig.sent";

    private static final int MAX_HEADERS = 100;
    private static final int MAX_LINE = 16 * 1024;

    private HttpClients() {}

    static CloseableHttpClient build(Timeouts timeouts, int maxConnections, Reach reach) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections(timeouts, maxConnections, reach))
                .setProxy(reach.proxy())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(timeouts.exchange()))
                        .setResponseTimeout(timeout(timeouts.firstByte()))
                        .setRedirectsEnabled(false)
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setRequestExecutor(new MarkingExecutor())
                .setUserAgent(userAgent())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAuthCaching()
                .disableConnectionState()
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(Timeouts timeouts, int maxConnections, Reach reach) {
        Http1Config limits = Http1Config.custom()
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxLineLength(MAX_LINE)
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(maxConnections)
                .setMaxConnPerRoute(maxConnections)
                .setDnsResolver(reach.resolver())
                // both checks of the host name: the JDK's own, and HttpClient's
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        reach.tls(), HostnameVerificationPolicy.BOTH, new DefaultHostnameVerifier()))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(limits)
                        .responseParserFactory(new AnswersInOrder(limits))
                        .incomingContentLengthStrategy(HttpClients::length)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(timeouts.connect()))
                        .setSocketTimeout(timeout(timeouts.firstByte()))
                        // a server that closed an idle connection would turn a save into an unclear one
                        .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                        .setIdleTimeout(Timeout.ofSeconds(30))
                        .build())
                .build();
    }

    /** Names the version too, so that an entry in the server's log can be told from an older one's. */
    private static String userAgent() {
        // only a jar's manifest has it
        return "smsconfig/"
                + Objects.requireNonNullElse(HttpClients.class.getPackage().getImplementationVersion(), "development");
    }

    /**
     * HttpClient takes an answer with both by its chunks; some proxy before it may have taken it by its length, and then
     * the rest is somebody else's answer (RFC 9112, 6.3).
     */
    private static long length(HttpMessage message) throws HttpException {
        if (message.containsHeader(HttpHeaders.CONTENT_LENGTH)
                && message.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            throw new ProtocolException("a length and chunks");
        }
        return DefaultContentLengthStrategy.INSTANCE.determineLength(message);
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    /** Tells "surely not sent" from "maybe sent" by the only fact that decides it. */
    private static final class MarkingExecutor extends HttpRequestExecutor {
        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request,
                HttpClientConnection connection,
                HttpResponseInformationCallback information,
                HttpContext context)
                throws IOException, HttpException {
            boolean asksTheProxy = Method.CONNECT.isSame(request.getMethod());
            if (!asksTheProxy && context.getAttribute(SENT) instanceof AtomicBoolean sent) {
                sent.set(true);
            }
            return super.execute(request, connection, information, context);
        }
    }
}
