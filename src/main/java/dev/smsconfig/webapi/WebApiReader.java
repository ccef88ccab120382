package dev.smsconfig.webapi;

import dev.smsconfig.http.Answer;
import dev.smsconfig.http.Delivery;
import dev.smsconfig.http.Refusals;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Failure.Kind;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.SmsConfigReader;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Reads tenants through their WebAPI, and has no way to save. */
public final class WebApiReader implements SmsConfigReader {

    static final String AGENT = "/v1/Agents/CustomerService/";

    private final TenantCalls calls;
    private final WireForm form;
    private final Languages languages;
    private final Clock clock;

    /** @param clock tells how far a {@code Retry-After} is away where the server does not tell its own time */
    public WebApiReader(TenantCalls calls, WireForm form, Languages languages, Clock clock) {
        this.calls = calls;
        this.form = form;
        this.languages = languages;
        this.clock = clock;
    }

    @Override
    public Observation observe(TenantId tenant) {
        TenantCalls.Call call = calls.post(tenant, AGENT + "GetSmsConfig", headers(), new byte[0]);
        if (call.delivery() instanceof Delivery.NotSent notSent) {
            return new Observation.NotObserved(notSent.failure());
        }
        if (call.delivery() instanceof Delivery.Lost lost) {
            return new Observation.NotObserved(lost.failure());
        }
        Answer answer = ((Delivery.Answered) call.delivery()).answer();
        if (answer.status() != 200) {
            return new Observation.NotObserved(refusal(answer, call.where()));
        }
        try {
            Entity entity = read(answer);
            return new Observation.Observed(new ObservedState(tenant, entity.config(), entity.rights()));
        } catch (UnreadableAnswerException e) {
            return new Observation.NotObserved(unreadable(e, call.where()));
        }
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", form.accept());
        headers.putAll(languages.headers());
        return headers;
    }

    Entity read(Answer answer) throws UnreadableAnswerException {
        String type = answer.header("Content-Type");
        if (type == null || !form.reads(type.toLowerCase(Locale.ROOT).replaceAll("[ \t]", ""))) {
            throw new UnreadableAnswerException(
                    Kind.UNEXPECTED, "something else than " + form.name() + ", perhaps a login page");
        }
        String encoding = answer.header("Content-Encoding");
        if (encoding != null && !encoding.trim().equalsIgnoreCase("identity")) {
            throw new UnreadableAnswerException(Kind.UNEXPECTED, "a compressed body that was not asked for");
        }
        return form.entity(answer.body());
    }

    Failure refusal(Answer answer, String where) {
        Failure failure = Refusals.of(answer, where, clock);
        return new Failure(failure.kind(), failure.message() + ErrorType.of(answer), failure.retryAfter());
    }

    static Failure unreadable(UnreadableAnswerException e, String where) {
        String advice = e.kind() == Kind.BROKEN
                ? "; try again, or look at the server or a proxy"
                : "; check the environment in fleet.yaml and the server's log";
        return Failure.of(e.kind(), "200 from " + where + " with " + e.what() + advice);
    }
}
