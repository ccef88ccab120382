package dev.smsconfig.sample;

import com.sun.net.httpserver.HttpExchange;
import dev.smsconfig.sample.login.Logins;
import dev.smsconfig.sample.login.SiteReply;
import dev.smsconfig.sample.login.SiteRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Between HTTP and the logins: pages that need no WebAPI, and who gets through to it. */
final class FrontDoor {

    /** Only the login host's pages read one; a long one elsewhere is for those who are let in to hear about. */
    private static final byte[] NO_BODY = {};

    private final Logins logins;
    private final TenantProfiles profiles;
    private final RequestLog requestLog;

    FrontDoor(Logins logins, TenantProfiles profiles, RequestLog requestLog) {
        this.logins = logins;
        this.profiles = profiles;
        this.requestLog = requestLog;
    }

    /**
     * Answers a request for the tenant directory, the login host or a tenant's page.
     *
     * @return false, and nothing done, where it is for the WebAPI
     * @throws Refusal with 413 where the body is too long
     */
    boolean answers(HttpExchange exchange, RequestHead head, RequestBody body) throws Refusal, IOException {
        boolean isForLogin = head.path().toLowerCase(Locale.ROOT).startsWith("/login/");
        SiteRequest request = new SiteRequest(
                head.method(),
                head.path(),
                head::first,
                isForLogin ? body.bytes() : NO_BODY,
                exchange.getLocalAddress().getPort());
        Optional<SiteReply> page = logins.page(request, requestLog::requested);
        if (page.isPresent()) {
            send(exchange, page.get());
        }
        return page.isPresent();
    }

    /** @throws Refusal 401 where the request may not come in, whether there is such a tenant or not */
    void admit(RequestHead head, ApiPath path) throws Refusal {
        if (!logins.admit(head::first, path.tenant())) {
            throw Refusal.unauthorized();
        }
    }

    /** @throws Refusal 403, 404 or 503 where there is such a tenant and it is not running */
    void requireRunning(ApiPath path) throws Refusal {
        Optional<TenantProfile> profile = path.tenant() == null ? Optional.empty() : profiles.of(path.tenant());
        if (profile.isPresent() && !profile.get().state().isRunning()) {
            throw Refusal.notRunning(profile.get().state());
        }
    }

    private static void send(HttpExchange exchange, SiteReply reply) throws IOException {
        reply.headers()
                .forEach((name, values) ->
                        values.forEach(value -> exchange.getResponseHeaders().add(name, value)));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }
}
