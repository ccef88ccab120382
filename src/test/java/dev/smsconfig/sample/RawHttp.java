package dev.smsconfig.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** HTTP by hand, for requests and headers that a client would not send or show. */
final class RawHttp {

    /**
     * @param status the whole status line
     * @param headers as they came, one line each
     */
    record Response(String status, List<String> headers, String body) {

        /** The value of a header by its name, in any case; empty where there is none. */
        String header(String name) {
            return headers.stream()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private RawHttp() {}

    /** @param head request line and headers with {@code \n} between and none at the end */
    static Response exchange(SampleServer server, String head, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", URI.create(server.url()).getPort())) {
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes((head.replace("\n", "\r\n") + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(body.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes.toByteArray());
            return read(socket.getInputStream(), head.startsWith("HEAD "));
        }
    }

    private static Response read(InputStream in, boolean isHead) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        Response head = new Response(lines.get(0), lines.subList(1, lines.size()), "");
        String length = head.header("Content-Length");
        byte[] body = isHead || length.isEmpty() ? new byte[0] : in.readNBytes(Integer.parseInt(length));
        return new Response(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString().stripTrailing();
    }
}
