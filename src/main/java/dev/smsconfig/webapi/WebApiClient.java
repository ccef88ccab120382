package dev.smsconfig.webapi;

import dev.smsconfig.auth.Authentication;
import dev.smsconfig.auth.SignIn;
import dev.smsconfig.http.Answer;
import dev.smsconfig.http.Delivery;
import dev.smsconfig.http.Delivery.Answered;
import dev.smsconfig.http.Delivery.Lost;
import dev.smsconfig.http.Delivery.NotSent;
import dev.smsconfig.http.Refusals;
import dev.smsconfig.http.Transport;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.server.SmsConfigReader;
import dev.smsconfig.server.SmsConfigWriter;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The CustomerService agent of the SuperOffice WebAPI: GetSmsConfig and SaveSmsConfig (SaveSmsConfig.md). Agents tell
 * failures by null or an error object under status 200, so only a whole SmsConfig counts as an answer. Safe for use by
 * several threads.
 */
public final class WebApiClient implements SmsConfigReader, SmsConfigWriter {

    private static final Pattern JSON =
            Pattern.compile("(application|text)/([a-z0-9.!#$&^_-]+\\+)?json(;charset=\"?(utf-8|us-ascii)\"?)?");

    private final WebApiEndpoint endpoint;
    private final Authentication authentication;
    private final Transport transport;
    private final Clock clock;

    /** @param clock tells how far a {@code Retry-After} is away where the server does not tell its own time */
    public WebApiClient(WebApiEndpoint endpoint, Authentication authentication, Transport transport, Clock clock) {
        this.endpoint = endpoint;
        this.authentication = authentication;
        this.transport = transport;
        this.clock = clock;
    }

    @Override
    public Observation observe(TenantId tenant) {
        URI target = endpoint.operation(tenant, "GetSmsConfig");
        SignIn signIn = authentication.signIn(tenant);
        if (signIn instanceof SignIn.NotSignedIn refused) {
            return new Observation.NotObserved(refused.failure());
        }
        Delivery delivery = transport.post(target, headers((SignIn.SignedIn) signIn), new byte[0]);
        if (delivery instanceof NotSent notSent) {
            return new Observation.NotObserved(notSent.failure());
        }
        if (delivery instanceof Lost lost) {
            return new Observation.NotObserved(lost.failure());
        }
        Answer answer = ((Answered) delivery).answer();
        String where = Transport.hostAndPort(target);
        if (answer.status() != 200) {
            return new Observation.NotObserved(Refusals.of(answer, where, clock));
        }
        try {
            return new Observation.Observed(new ObservedState(tenant, read(answer)));
        } catch (UnreadableAnswerException e) {
            return new Observation.NotObserved(unreadable(e, where));
        }
    }

    /** @throws IllegalArgumentException where a value is a reference or masked, which is a bug of the caller */
    @Override
    public SaveResult save(TenantId tenant, SmsConfig config) {
        byte[] body = SmsConfigJson.write(config);
        URI target = endpoint.operation(tenant, "SaveSmsConfig");
        SignIn signIn = authentication.signIn(tenant);
        if (signIn instanceof SignIn.NotSignedIn refused) {
            return new SaveResult.NotSaved(refused.failure());
        }
        Map<String, String> headers = headers((SignIn.SignedIn) signIn);
        headers.put("Content-Type", "application/json; charset=utf-8");
        Delivery delivery = transport.post(target, headers, body);
        if (delivery instanceof NotSent notSent) {
            return new SaveResult.NotSaved(notSent.failure());
        }
        if (delivery instanceof Lost lost) {
            return new SaveResult.Unclear(lost.failure());
        }
        return saved(((Answered) delivery).answer(), Transport.hostAndPort(target));
    }

    private SaveResult saved(Answer answer, String where) {
        int status = answer.status();
        if (status != 200) {
            Failure failure = Refusals.of(answer, where, clock);
            // 408 comes from a server, or a proxy, that may have passed on what it had
            boolean surelyNot = status >= 400 && status < 500 && status != 408;
            return surelyNot ? new SaveResult.NotSaved(failure) : new SaveResult.Unclear(failure);
        }
        try {
            read(answer);
            return new SaveResult.Saved();
        } catch (UnreadableAnswerException e) {
            return new SaveResult.Unclear(unreadable(e, where));
        }
    }

    private static Map<String, String> headers(SignIn.SignedIn signedIn) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.putAll(signedIn.headers());
        return headers;
    }

    private static SmsConfig read(Answer answer) throws UnreadableAnswerException {
        String type = answer.header("Content-Type");
        if (type == null
                || !JSON.matcher(type.toLowerCase(Locale.ROOT).replaceAll("[ \t]", ""))
                        .matches()) {
            throw new UnreadableAnswerException(Kind.UNEXPECTED, "something else than JSON, perhaps a login page");
        }
        String encoding = answer.header("Content-Encoding");
        if (encoding != null && !encoding.trim().equalsIgnoreCase("identity")) {
            throw new UnreadableAnswerException(Kind.UNEXPECTED, "a compressed body that was not asked for");
        }
        return SmsConfigJson.read(answer.body());
    }

    private static Failure unreadable(UnreadableAnswerException e, String where) {
        String advice = e.kind() == Kind.BROKEN
                ? "; try again, or look at the server or a proxy"
                : "; check api in fleet.yaml and the server's log";
        return Failure.of(e.kind(), "200 from " + where + " with " + e.what() + advice);
    }
}
