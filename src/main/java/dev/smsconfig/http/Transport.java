package dev.smsconfig.http;

import dev.smsconfig.server.Failure;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentTooLongException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests: one call is at most one request on the wire, whatever happens to it. Nothing is followed, repeated,
 * remembered or unpacked. Safe for use by several threads. TLS is the JDK's, {@code javax.net.ssl.*} properties
 * included, where
 * {@link Reach} names no others.
 */
public final class Transport implements AutoCloseable {

    private static final int MAX_BODY = 1024 * 1024;

    private final Timeouts timeouts;
    private final Reach reach;
    private final HostRates rates;
    private final CloseableHttpClient http;
    private final ScheduledThreadPoolExecutor deadlines;
    private volatile boolean closed;

    /**
     * Straight and without a limit of requests.
     *
     * @param maxConnections how many connections there may be at once, over all and to one server
     * @param insecure whether plain HTTP and addresses that are not public are allowed
     */
    public Transport(Timeouts timeouts, int maxConnections, boolean insecure) {
        this(timeouts, maxConnections, Reach.direct(insecure), HostRates.of(0));
    }

    /**
     * @param maxConnections how many connections there may be at once, over all and to one server
     * @param rates how often a host is asked; waiting for a turn is no part of an exchange and its time
     */
    public Transport(Timeouts timeouts, int maxConnections, Reach reach, HostRates rates) {
        this.timeouts = timeouts;
        this.reach = reach;
        this.rates = rates;
        this.http = HttpClients.build(timeouts, maxConnections, reach);
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "smsconfig-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        this.deadlines.setRemoveOnCancelPolicy(true);
    }

    /** @param body the bytes to send; empty for a request without content, which says so by its length */
    public Delivery post(URI target, Map<String, String> headers, byte[] body) {
        HttpPost request = new HttpPost(target);
        request.setEntity(new ByteArrayEntity(body, null));
        return send(request, target, headers);
    }

    public Delivery get(URI target, Map<String, String> headers) {
        return send(new HttpGet(target), target, headers);
    }

    private Delivery send(HttpUriRequestBase request, URI target, Map<String, String> headers) {
        if (closed) {
            return new Delivery.NotSent(Faults.stopped());
        }
        String where = hostAndPort(target) + (reach.proxy() == null ? "" : " (through the proxy)");
        Failure refusal = refusal(target, where);
        if (refusal != null) {
            return new Delivery.NotSent(refusal);
        }
        try {
            rates.await(target.getHost());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery.NotSent(Faults.stopped());
        }
        headers.forEach(request::setHeader);
        return new Exchange(request, where).run();
    }

    private @Nullable Failure refusal(URI target, String where) {
        if (reach.insecure()) {
            return null;
        }
        if (!"https".equalsIgnoreCase(target.getScheme())) {
            return Failure.of(
                    Failure.Kind.REFUSED,
                    where + " is not asked over https, so nothing was sent; check the environment in fleet.yaml");
        }
        return reach.proxy() != null && AddressPolicy.isForbiddenLiteral(String.valueOf(target.getHost()))
                ? Faults.notPublic(where)
                : null;
    }

    /** Ends what is under way: those calls give a failure. */
    @Override
    public void close() {
        closed = true;
        deadlines.shutdownNow();
        http.close(CloseMode.IMMEDIATE);
    }

    /** For messages: {@code host:port}, the port also where it goes without saying. */
    public static String hostAndPort(URI target) {
        int port = target.getPort();
        return target.getHost() + ":" + (port >= 0 ? port : "https".equalsIgnoreCase(target.getScheme()) ? 443 : 80);
    }

    private final class Exchange {

        private final HttpUriRequestBase request;
        private final String where;
        private final AtomicBoolean sent = new AtomicBoolean();
        private final AtomicBoolean late = new AtomicBoolean();

        Exchange(HttpUriRequestBase request, String where) {
            this.request = request;
            this.where = where;
        }

        Delivery run() {
            ScheduledFuture<?> deadline;
            try {
                deadline = deadlines.schedule(this::end, timeouts.exchange().toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                return new Delivery.NotSent(Faults.stopped());
            }
            try {
                return exchange();
            } catch (IOException e) {
                return failed(e);
            } catch (RuntimeException e) {
                // HttpClient's own slips where a wait or a connection is ended at the wrong moment, for example
                // CancellationException, ConnectionShutdownException, now and then NullPointerException
                return failed(new IOException(e));
            } finally {
                deadline.cancel(false);
            }
        }

        private void end() {
            late.set(true);
            request.cancel();
        }

        private Delivery exchange() throws IOException {
            HttpClientContext context = HttpClientContext.create();
            context.setAttribute(HttpClients.SENT, sent);
            try (ClassicHttpResponse response = http.executeOpen(null, request, context)) {
                if (!sent.get()) {
                    // the proxy's own answer to CONNECT, which must not be taken for the tenant's
                    request.cancel();
                    return new Delivery.NotSent(Faults.refusedByProxy(where, response.getCode()));
                }
                try {
                    return new Delivery.Answered(new Answer(response.getCode(), headersOf(response), bodyOf(response)));
                } catch (IOException | RuntimeException e) {
                    // closing the response would else read the rest of the body, to keep the connection
                    request.cancel();
                    throw e;
                }
            }
        }

        private byte[] bodyOf(ClassicHttpResponse response) throws IOException {
            HttpEntity entity = response.getEntity();
            if (entity == null) {
                return new byte[0];
            }
            byte[] body = entity.getContent().readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                throw new ContentTooLongException("the body is too long");
            }
            return body;
        }

        private Delivery failed(IOException e) {
            if (sent.get()) {
                return new Delivery.Lost(late.get() ? Faults.deadline(where) : Faults.afterSending(e, where));
            }
            if (closed || Thread.currentThread().isInterrupted()) {
                return new Delivery.NotSent(Faults.stopped());
            }
            return new Delivery.NotSent(late.get() ? Faults.deadline(where) : Faults.beforeSending(e, where));
        }
    }

    private static Map<String, String> headersOf(ClassicHttpResponse response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            headers.putIfAbsent(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
        return headers;
    }
}
