package dev.smsconfig.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;

/**
 * Parses answers as usual, but takes none that was there before the request: on a connection that is kept it would be
 * what an earlier answer had too much, and be taken for the answer about another tenant.
 */
final class AnswersInOrder extends DefaultHttpResponseParserFactory {

    private static final int FIRST_FINAL_STATUS = 200;

    AnswersInOrder(Http1Config limits) {
        super(limits);
    }

    @Override
    public HttpMessageParser<ClassicHttpResponse> create() {
        return new Parser(super.create());
    }

    /** Of one connection. */
    private static final class Parser implements HttpMessageParser<ClassicHttpResponse> {

        private final HttpMessageParser<ClassicHttpResponse> usual;
        private boolean afterInterimAnswer;

        Parser(HttpMessageParser<ClassicHttpResponse> usual) {
            this.usual = usual;
        }

        @Override
        public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
            if (buffer.length() > 0 && !afterInterimAnswer) {
                throw new IOException("bytes that nobody asked for");
            }
            ClassicHttpResponse response = usual.parse(buffer, in);
            afterInterimAnswer = response != null && response.getCode() < FIRST_FINAL_STATUS;
            return response;
        }
    }
}
