package dev.smsconfig.sample;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.smsconfig.sample.wire.ResponseContentType;
import java.io.IOException;

/** Every request's way: body, login pages, host, authentication, tenant, operation, method, Accept; then what the operation does. */
final class WebApi implements HttpHandler {

    private static final System.Logger LOG = System.getLogger(WebApi.class.getName());

    private final FrontDoor door;
    private final Router router;
    private final RequestLog requestLog;
    private final OpenExchanges open;

    WebApi(FrontDoor door, Router router, RequestLog requestLog, OpenExchanges open) {
        this.door = door;
        this.router = router;
        this.requestLog = requestLog;
        this.open = open;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        boolean admitted = open.enter();
        try (exchange) {
            RequestHead head = RequestHead.of(exchange);
            if (!admitted) {
                send(exchange, head, Refusal.closing().answer());
                return;
            }
            RequestBody body = RequestBody.read(exchange.getRequestBody(), head.contentLength());
            if (!isAnsweredAtTheDoor(exchange, head, body)) {
                send(exchange, head, answer(head, body));
            }
        } finally {
            // only now: closing the exchange is what sends the answer's last bytes
            if (admitted) {
                open.leave();
            }
        }
    }

    /** Pages of the login host have answers of their own. */
    private boolean isAnsweredAtTheDoor(HttpExchange exchange, RequestHead head, RequestBody body) throws IOException {
        try {
            return door.answers(exchange, head, body);
        } catch (Refusal refusal) {
            send(exchange, head, refusal.answer());
        } catch (RuntimeException e) {
            send(exchange, head, failed(e));
        }
        return true;
    }

    private Answer answer(RequestHead head, RequestBody body) {
        try {
            ApiPath path = ApiPath.of(head.path());
            router.requireHost(head, path);
            if (!Router.isOpen(head, path)) {
                // before the path is looked at: a stranger does not learn which operations there are
                door.admit(head, path);
            }
            door.requireRunning(path);
            Router.Route route = router.route(head, path, body);
            if (route.endpoint() instanceof Operation operation) {
                requestLog.requested(operation.name());
            }
            requireAcceptable(head, route.endpoint());
            return route.endpoint().answer(route.call());
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private static Answer failed(RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "a request failed inside the sample server", e);
        return Refusal.internal("The server failed; see its log.").answer();
    }

    /** Before the operation: a save whose answer the caller cannot read is not stored. */
    private static void requireAcceptable(RequestHead head, Endpoint endpoint) throws Refusal {
        if (ResponseContentType.negotiate(head.all("Accept"), endpoint.offers()).isEmpty()) {
            throw Refusal.notAcceptable(endpoint.offers());
        }
    }

    private static void send(HttpExchange exchange, RequestHead head, Answer answer) throws IOException {
        Rendering rendering = Rendering.of(answer, head);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", rendering.contentType());
        TimeZones.known(head.first("SO-TimeZone")).ifPresent(zone -> headers.set("SO-TimeZone", zone));
        answer.headers().forEach(headers::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(rendering.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(rendering.status(), rendering.body().length);
        exchange.getResponseBody().write(rendering.body());
    }
}
