package dev.smsconfig.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A socket that answers with exactly the bytes a test wants, and keeps every request as it came over the wire. */
public final class ScriptedServer implements AutoCloseable {

    /** What is done with a connection once a request is read; returns whether it stays open for the next one. */
    @FunctionalInterface
    public interface Script {
        boolean answer(Socket socket) throws IOException, InterruptedException;
    }

    /** The bytes that answer a request, or the empty text for a connection that is closed without an answer. */
    @FunctionalInterface
    public interface Responder {
        String answerTo(String request) throws IOException;
    }

    private interface Exchange {
        boolean answer(Socket socket, String request) throws IOException, InterruptedException;
    }

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocket listener;
    private final Exchange script;
    private final Thread acceptor;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    public ScriptedServer(Script script) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    /** A server whose answers depend on the requests. */
    public static ScriptedServer answering(Responder responder) throws IOException {
        return new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), (socket, request) -> {
            byte[] answer = responder.answerTo(request).getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(answer);
            return answer.length > 0;
        });
    }

    public ScriptedServer(ServerSocket listener, Script script) {
        this(listener, (socket, request) -> script.answer(socket));
    }

    private ScriptedServer(ServerSocket listener, Exchange script) {
        this.listener = listener;
        this.script = script;
        this.acceptor = start(this::accept);
    }

    /** The bytes of a whole answer, after which the connection is closed. */
    public static Script raw(String answer) {
        return socket -> {
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            return false;
        };
    }

    /** An answer with a length, after which the connection stays open. */
    public static Script answer(String statusAndHeaders, String body) {
        byte[] whole = whole(statusAndHeaders, body).getBytes(StandardCharsets.UTF_8);
        return socket -> {
            socket.getOutputStream().write(whole);
            return true;
        };
    }

    /** The bytes of an answer with a length. */
    public static String whole(String statusAndHeaders, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return "HTTP/1.1 " + statusAndHeaders + "\r\nContent-Length: " + length + "\r\n\r\n" + body;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String template() {
        return "http://127.0.0.1:" + port() + "/{tenant}/api";
    }

    public List<String> requests() {
        return requests;
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String request = read(socket.getInputStream());
            while (!request.isEmpty()) {
                requests.add(request);
                if (!script.answer(socket, request)) {
                    return;
                }
                request = read(socket.getInputStream());
            }
        } catch (IOException | InterruptedException e) {
            // the client went away, which is what some tests are about
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            text = head.toString(StandardCharsets.ISO_8859_1);
        }
        Matcher length = LENGTH.matcher(text);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return text + new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits for a connection that is just being accepted: it would be answered after this has returned. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            acceptor.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
