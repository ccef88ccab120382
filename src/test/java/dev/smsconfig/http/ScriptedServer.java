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

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

    private final ServerSocket listener;
    private final Script script;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    public ScriptedServer(Script script) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    }

    public ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
        start(this::accept);
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
        String length = "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length;
        return socket -> {
            String whole = "HTTP/1.1 " + statusAndHeaders + "\r\n" + length + "\r\n\r\n" + body;
            socket.getOutputStream().write(whole.getBytes(StandardCharsets.UTF_8));
            return true;
        };
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
                if (!script.answer(socket)) {
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

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
