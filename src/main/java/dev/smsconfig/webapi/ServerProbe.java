package dev.smsconfig.webapi;

import dev.smsconfig.http.Answer;
import dev.smsconfig.http.Delivery;
import dev.smsconfig.http.Refusals;
import dev.smsconfig.server.Capability;
import dev.smsconfig.server.Capability.Save;
import dev.smsconfig.server.CapabilityProbe;
import dev.smsconfig.server.Failure;
import dev.smsconfig.state.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks a tenant's server what it can do: by its version ({@code GET /api}), and where that does not decide, by its list
 * of addresses ({@code GET /api/v1}). Both are documented and change nothing. SaveSmsConfig was removed in 11.1 (release
 * notes of WebAPI 11.1.447); the list is believed before the version, should it come back. Safe for use by several
 * threads.
 */
public final class ServerProbe implements CapabilityProbe {

    private static final Map<String, String> JSON = Map.of("Accept", "application/json");

    private final TenantCalls calls;
    private final Clock clock;
    private final Map<TenantId, Capability> told = new ConcurrentHashMap<>();

    public ServerProbe(TenantCalls calls, Clock clock) {
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public Capability probe(TenantId tenant) {
        Capability known = told.get(tenant);
        if (known != null) {
            return known;
        }
        Capability capability = ask(tenant);
        if (capability.failure() == null) {
            told.put(tenant, capability);
        }
        return capability;
    }

    private Capability ask(TenantId tenant) {
        TenantCalls.Call root = calls.getOpenly(tenant, "", JSON);
        Failure failure = failureOf(root);
        if (failure != null) {
            return Capability.notProbed(failure);
        }
        Optional<NetServerVersion> version = NetServerVersion.of(bodyOf(root));
        String text = version.map(NetServerVersion::text).orElse(null);
        if (version.isPresent() && version.get().major() < 11) {
            return Capability.told(Save.YES, text);
        }
        TenantCalls.Call list = calls.get(tenant, "/v1", JSON);
        Failure unlisted = failureOf(list);
        if (unlisted != null) {
            return Capability.notProbed(unlisted);
        }
        Save listed = listed(new String(bodyOf(list), StandardCharsets.UTF_8));
        boolean without = version.isPresent() && version.get().isAtLeast(11, 1);
        return Capability.told(listed == Save.UNTOLD && without ? Save.NO : listed, text);
    }

    /** Whatever form the list has, it is one only where it names the operation that every version has. */
    private static Save listed(String body) {
        // JSON may escape a slash
        String list = body.toLowerCase(Locale.ROOT).replace("\\/", "/");
        if (!list.contains("agents/customerservice/getsmsconfig")) {
            return Save.UNTOLD;
        }
        return list.contains("agents/customerservice/savesmsconfig") ? Save.YES : Save.NO;
    }

    /** Empty where the server refuses to describe itself, or at too great a length, which is no failure. */
    private static byte[] bodyOf(TenantCalls.Call call) {
        return call.delivery() instanceof Delivery.Answered answered
                        && answered.answer().status() == 200
                ? answered.answer().body()
                : new byte[0];
    }

    private @Nullable Failure failureOf(TenantCalls.Call call) {
        if (call.delivery() instanceof Delivery.NotSent notSent) {
            return notSent.failure();
        }
        if (call.delivery() instanceof Delivery.Lost lost) {
            return lost.failure().kind() == Failure.Kind.TOO_LARGE ? null : lost.failure();
        }
        Answer answer = ((Delivery.Answered) call.delivery()).answer();
        Failure refusal = Refusals.of(answer, call.where(), clock);
        return answer.status() != 200 && refusal.isTransient() ? refusal : null;
    }
}
