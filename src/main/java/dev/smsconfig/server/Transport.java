package dev.smsconfig.server;

import dev.smsconfig.server.Exchange.Answer;
import dev.smsconfig.server.Exchange.Answered;
import dev.smsconfig.server.Exchange.Lost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests, each exactly once: everything that HttpClient does by itself (retries, redirects, cookies,
 * authentication, decompression) is switched off. Safe for use by several threads.
 */
public final class Transport implements AutoCloseable {

    /** An SmsConfig has some hundred bytes; whoever sends more than this sends something else. */
    static final int LONGEST_BODY = 1024 * 1024;

    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_HEADERS = 100;
    private static final TimeValue VALIDATE_AFTER = TimeValue.ofSeconds(1);

    private final CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Timeouts timeouts;

    /**
     * @param insecure whether addresses of this machine and of private networks are admitted
     * @param maxConnections how many requests are under way at once
     */
    public Transport(Timeouts timeouts, boolean insecure, int maxConnections) {
        this.timeouts = timeouts;
        this.client = client(timeouts, insecure, maxConnections);
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "http-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
    }

    private static CloseableHttpClient client(Timeouts timeouts, boolean insecure, int maxConnections) {
        Http1Config limits = Http1Config.custom()
                .setMaxLineLength(LONGEST_LINE)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        return HttpClients.custom()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableConnectionState()
                .setUserAgent("smsconfig")
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setAuthenticationEnabled(false)
                        .setRedirectsEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .setHardCancellationEnabled(true)
                        .setConnectionRequestTimeout(Timeout.of(timeouts.exchange()))
                        .setResponseTimeout(Timeout.of(timeouts.silence()))
                        .build())
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new AddressPolicy(insecure))
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(limits)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(timeouts.connect()))
                                .setSocketTimeout(Timeout.of(timeouts.silence()))
                                .setValidateAfterInactivity(VALIDATE_AFTER)
                                .build())
                        .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                        .setMaxConnTotal(maxConnections)
                        .setMaxConnPerRoute(maxConnections)
                        .build())
                .build();
    }

    /**
     * Sends one POST.
     *
     * @param body null for none, which is sent as {@code Content-Length: 0}
     */
    Exchange post(URI uri, Map<String, String> headers, byte @Nullable [] body) {
        String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
        HttpPost request = new HttpPost(uri);
        headers.forEach(request::setHeader);
        request.setEntity(new ByteArrayEntity(body == null ? new byte[0] : body, null));
        AtomicBoolean overdue = new AtomicBoolean();
        ScheduledFuture<?> deadline = deadlines.schedule(
                () -> {
                    overdue.set(true);
                    request.cancel();
                },
                timeouts.exchange().toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            return new Answered(client.execute(request, response -> answer(response, host)));
        } catch (BodyTooLongException e) {
            return new Lost(Failure.of(
                    Failure.Kind.TOO_LARGE, "the answer of " + host + " is longer than 1 MiB; it is no SmsConfig"));
        } catch (IOException e) {
            return TransportFailures.of(e, host, overdue.get());
        } finally {
            deadline.cancel(false);
        }
    }

    private static Answer answer(ClassicHttpResponse response, String host) throws IOException {
        String encoding = header(response, "Content-Encoding");
        return new Answer(
                response.getCode(),
                header(response, "Content-Type"),
                encoding != null && !encoding.equalsIgnoreCase("identity"),
                header(response, "Retry-After"),
                header(response, "Date"),
                body(response.getEntity()),
                host);
    }

    private static @Nullable String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    private static byte[] body(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return new byte[0];
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        InputStream content = entity.getContent();
        byte[] buffer = new byte[4096];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            if (body.size() + n > LONGEST_BODY) {
                throw new BodyTooLongException();
            }
            body.write(buffer, 0, n);
        }
        return body.toByteArray();
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(org.apache.hc.core5.io.CloseMode.IMMEDIATE);
    }

    private static final class BodyTooLongException extends IOException {}
}
