package dev.smsconfig.sample;

import java.io.IOException;
import java.io.InputStream;

/** A request's body, at most {@value #LIMIT} bytes of it. */
final class RequestBody {

    static final int LIMIT = 1 << 20;

    /** Beyond this the connection is cut instead of read on. */
    private static final int DISCARD_LIMIT = 16 << 20;

    private final byte[] bytes;

    private RequestBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads to the end even what is too long and what will be refused: a connection that is closed on unread bytes may
     * lose the answer on its way. Of a body that is declared to be so long that it would not be read to its end, nothing
     * is read.
     *
     * @param declaredLength the Content-Length, -1 where there is none
     */
    static RequestBody read(InputStream in, long declaredLength) throws IOException {
        if (declaredLength > DISCARD_LIMIT) {
            return new RequestBody(new byte[LIMIT + 1]);
        }
        byte[] bytes = in.readNBytes(LIMIT + 1);
        if (bytes.length > LIMIT) {
            byte[] discarded = new byte[1 << 16];
            int total = bytes.length;
            for (int n = in.read(discarded); n >= 0 && total < DISCARD_LIMIT; n = in.read(discarded)) {
                total += n;
            }
        }
        return new RequestBody(bytes);
    }

    /** @throws Refusal with 413 where it is longer than {@link #LIMIT} */
    byte[] bytes() throws Refusal {
        if (bytes.length > LIMIT) {
            throw Refusal.tooLarge(LIMIT);
        }
        return bytes;
    }
}
