package dev.smsconfig.sample;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's HTTP server on 127.0.0.1, with the settings that many kept connections need and threads of its own. */
final class LoopbackHttp implements AutoCloseable {

    /** As many saves can wait for one flush of the state file. */
    private static final int THREADS = 64;

    private static final int WAITING_EXCHANGES = 10_000;
    private static final int BACKLOG = 1_024;

    private final HttpServer server;
    private final ThreadPoolExecutor executor;

    private LoopbackHttp(HttpServer server, ThreadPoolExecutor executor) {
        this.server = server;
        this.executor = executor;
    }

    /** @throws SampleServerStartException where the port cannot be had */
    static LoopbackHttp start(int port, HttpHandler everything) throws SampleServerStartException {
        tuneJdkServer();
        HttpServer server = bind(port);
        AtomicInteger number = new AtomicInteger();
        // a full queue makes the dispatcher work itself, which slows the clients; a rejected exchange would hang
        // instead
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING_EXCHANGES),
                task -> {
                    Thread thread = new Thread(task, "sample-server-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
        server.setExecutor(executor);
        server.createContext("/", everything);
        server.start();
        return new LoopbackHttp(server, executor);
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Cuts every connection. Threads end after the task they have, uninterrupted: an interrupt would close the state file. */
    @Override
    public void close() {
        server.stop(0);
        executor.shutdown();
    }

    private static HttpServer bind(int port) throws SampleServerStartException {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
        } catch (BindException e) {
            throw new SampleServerStartException(
                    "port " + port + " of 127.0.0.1 is in use or not allowed: stop what uses it, or give another port"
                            + " (0 takes any free one)",
                    e);
        } catch (IOException e) {
            throw new SampleServerStartException(
                    "the sample server cannot listen on port " + port + " of 127.0.0.1", e);
        }
    }

    /**
     * The JDK's server reads these once, when it is first used in a JVM. Without the first, every answer waits 40 ms for
     * the client's acknowledgement; without the second, kept connections beyond 200 are dropped; without the third, a
     * client that never ends its request holds a thread for ever.
     */
    private static void tuneJdkServer() {
        System.getProperties().putIfAbsent("sun.net.httpserver.nodelay", "true");
        System.getProperties().putIfAbsent("sun.net.httpserver.maxIdleConnections", "10000");
        System.getProperties().putIfAbsent("sun.net.httpserver.maxReqTime", "60");
    }
}
