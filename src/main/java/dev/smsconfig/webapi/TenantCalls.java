package dev.smsconfig.webapi;

import dev.smsconfig.auth.Authentication;
import dev.smsconfig.auth.SignIn;
import dev.smsconfig.http.Delivery;
import dev.smsconfig.http.Transport;
import dev.smsconfig.state.TenantId;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends requests to a tenant's API: finds it, signs in, and asks once more where the credential had run out (401) or the
 * tenant had moved (421). Both answers say that the request was not carried out, so that sending it again cannot do a
 * thing twice.
 */
public final class TenantCalls {

    private static final Authentication NOBODY = new Authentication() {
        @Override
        public SignIn signIn(TenantId tenant) {
            return new SignIn.SignedIn(Map.of());
        }

        @Override
        public boolean renew(TenantId tenant, SignIn.SignedIn refused) {
            return false;
        }

        @Override
        public boolean isShared() {
            return true;
        }
    };

    private final TenantDirectory directory;
    private final Authentication authentication;
    private final Transport transport;

    public TenantCalls(TenantDirectory directory, Authentication authentication, Transport transport) {
        this.directory = directory;
        this.authentication = authentication;
        this.transport = transport;
    }

    /**
     * What came of a call.
     *
     * @param where the host and port that were asked, for messages; empty where the tenant was not found
     */
    record Call(Delivery delivery, String where) {}

    /** @param path below the API's root, for example {@code /v1} */
    Call post(TenantId tenant, String path, Map<String, String> headers, byte[] body) {
        return send(tenant, path, headers, authentication, (target, all) -> transport.post(target, all, body));
    }

    Call get(TenantId tenant, String path, Map<String, String> headers) {
        return send(tenant, path, headers, authentication, transport::get);
    }

    /** Without a credential: for what a server tells everybody. */
    Call getOpenly(TenantId tenant, String path, Map<String, String> headers) {
        return send(tenant, path, headers, NOBODY, transport::get);
    }

    /** Where the tenant is, as a call would find it. */
    TenantDirectory.Location locate(TenantId tenant) {
        return directory.locate(tenant);
    }

    @FunctionalInterface
    private interface Sending {
        Delivery send(URI target, Map<String, String> headers);
    }

    private Call send(
            TenantId tenant, String path, Map<String, String> headers, Authentication caller, Sending sending) {
        boolean mayRenew = true;
        boolean mayRelocate = true;
        while (true) {
            TenantDirectory.Location location = directory.locate(tenant);
            if (location instanceof TenantDirectory.NotLocated nowhere) {
                return new Call(new Delivery.NotSent(nowhere.failure()), "");
            }
            TenantDirectory.Located located = (TenantDirectory.Located) location;
            SignIn signIn = caller.signIn(tenant);
            URI target = target(located, path);
            String where = Transport.hostAndPort(target);
            if (signIn instanceof SignIn.NotSignedIn refused) {
                return new Call(new Delivery.NotSent(refused.failure()), where);
            }
            SignIn.SignedIn signedIn = (SignIn.SignedIn) signIn;
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.putAll(signedIn.headers());
            Delivery delivery = sending.send(target, all);
            int status = delivery instanceof Delivery.Answered answered
                    ? answered.answer().status()
                    : 0;
            if (status == 401 && mayRenew && caller.renew(tenant, signedIn)) {
                mayRenew = false;
            } else if (status == 421 && mayRelocate && directory.relocate(tenant, located)) {
                mayRelocate = false;
            } else {
                return new Call(delivery, where);
            }
        }
    }

    private static URI target(TenantDirectory.Located located, String path) {
        return URI.create(located.api() + path);
    }
}
