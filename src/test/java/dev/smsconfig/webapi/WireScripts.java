package dev.smsconfig.webapi;

import static dev.smsconfig.webapi.WireCalls.JSON;
import static dev.smsconfig.webapi.WireCalls.WHOLE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** How servers misbehave. */
final class WireScripts {

    static boolean reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        return false;
    }

    static boolean silence(Socket socket) throws InterruptedException {
        Thread.sleep(5_000);
        return false;
    }

    static boolean drip(Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 1000\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        return trickle(out, "{");
    }

    static boolean dripHeader(Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.UTF_8));
        return trickle(out, "x");
    }

    static boolean interim(Socket socket) throws IOException, InterruptedException {
        return trickle(socket.getOutputStream(), "HTTP/1.1 102 Processing\r\n\r\n");
    }

    static boolean trickle(OutputStream out, String piece) throws IOException, InterruptedException {
        for (int i = 0; i < 200; i++) {
            out.write(piece.getBytes(StandardCharsets.UTF_8));
            Thread.sleep(50);
        }
        return false;
    }

    static boolean endless(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(("HTTP/1.1 200 OK\r\n" + JSON + "\r\n\"").getBytes(StandardCharsets.UTF_8));
        byte[] block = "x".repeat(65536).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 16_384; i++) {
            out.write(block);
        }
        return false;
    }

    static boolean gzip(Socket socket) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(WHOLE.getBytes(StandardCharsets.UTF_8));
        }
        OutputStream out = socket.getOutputStream();
        String head = "HTTP/1.1 200 OK\r\n" + JSON + "Content-Encoding: gzip\r\nContent-Length: " + packed.size();
        out.write((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        packed.writeTo(out);
        return true;
    }

    private WireScripts() {}
}
