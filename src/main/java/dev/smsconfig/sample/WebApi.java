package dev.smsconfig.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** Every request's way: body, authentication, tenant, operation, method; then the operation's own checks and answer. */
final class WebApi implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(WebApi.class.getName());

    private final BasicAuthentication authentication;
    private final Router router;
    private final RequestLog requestLog;
    private final OpenExchanges open;

    WebApi(BasicAuthentication authentication, Router router, RequestLog requestLog, OpenExchanges open) {
        this.authentication = authentication;
        this.router = router;
        this.requestLog = requestLog;
        this.open = open;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        boolean admitted = open.enter();
        try (exchange) {
            send(exchange, admitted ? answer(exchange) : Refusal.closing().answer());
        } finally {
            // only now: closing the exchange is what sends the answer's last bytes
            if (admitted) {
                open.leave();
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        RequestBody body = RequestBody.read(exchange.getRequestBody());
        try {
            // authentication first: a stranger does not learn which tenants there are
            authentication.require(exchange.getRequestHeaders().getFirst("Authorization"));
            Router.Route route = router.route(
                    exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
            requestLog.requested(route.operation().name());
            String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
            return route.operation().answer(new Operation.Call(route.tenant(), contentType, body));
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "a request failed inside the sample server", e);
            return Refusal.internal("The server failed; see its log.").answer();
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = SettingsJson.MAPPER.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
