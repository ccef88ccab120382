package dev.smsconfig.sample.login;

import dev.smsconfig.state.TenantId;
import java.util.Optional;

/**
 * A tenant's pages for browsers: {@code GET /{tenant}/} with any Authorization that the WebAPI takes opens a session and
 * sets its two cookies, {@code /{tenant}/logout} ends it. The XSRF token is in a cookie and in a hidden field, as in
 * SuperOffice (SuperOffice documentation, authentication and tenant status).
 */
final class SessionPages {

    /** Every scheme, whichever the tenant takes: the answer must not tell which tenants there are. */
    static final String CHALLENGES = "Basic realm=\"SuperOffice WebAPI sample\", charset=\"UTF-8\","
            + " SOTicket realm=\"SuperOffice WebAPI sample\", Bearer realm=\"SuperOffice WebAPI sample\"";

    private final ApiAccess access;
    private final TenantDirectory tenants;
    private final Sessions sessions;

    SessionPages(ApiAccess access, TenantDirectory tenants, Sessions sessions) {
        this.access = access;
        this.tenants = tenants;
        this.sessions = sessions;
    }

    SiteReply open(TenantId tenant, SiteRequest request) {
        Optional<Grant> grant = access.grant(request.presented(), tenant);
        if (grant.isEmpty()) {
            return SiteReply.html(401, "Login", "<p>This page needs a login.</p>")
                    .with("WWW-Authenticate", CHALLENGES);
        }
        Optional<TenantSite> site = tenants.of(tenant);
        if (site.isEmpty()) {
            return SiteReply.html(404, "Not found", "<p>There is no such tenant.</p>");
        }
        String id = sessions.open(new Grant(tenant, grant.get().clientId()));
        String token = sessions.xsrfToken(id);
        String path = "; Path=/" + tenant;
        return SiteReply.html(
                        200,
                        tenant.value(),
                        "<form><input type=\"hidden\" name=\"XSRF_TOKEN\" value=\"" + token + "\"></form>")
                .with("Set-Cookie", Presented.SESSION_COOKIE + "=" + id + path + "; HttpOnly; SameSite=Lax")
                .with("Set-Cookie", Presented.XSRF_COOKIE + "=" + token + path + "; SameSite=Lax")
                .with("Cache-Control", "no-store");
    }

    SiteReply close(TenantId tenant, SiteRequest request) {
        String id = request.presented().cookies().get(Presented.SESSION_COOKIE);
        if (id != null) {
            sessions.close(id);
        }
        String gone = "=; Path=/" + tenant + "; Max-Age=0";
        return SiteReply.html(200, "Logout", "<p>The session has ended.</p>")
                .with("Set-Cookie", Presented.SESSION_COOKIE + gone)
                .with("Set-Cookie", Presented.XSRF_COOKIE + gone);
    }
}
