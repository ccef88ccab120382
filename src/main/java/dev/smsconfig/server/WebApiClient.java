package dev.smsconfig.server;

import dev.smsconfig.server.Exchange.Answer;
import dev.smsconfig.server.Exchange.Answered;
import dev.smsconfig.server.Exchange.Lost;
import dev.smsconfig.server.Exchange.NotSent;
import dev.smsconfig.server.Observation.NotObserved;
import dev.smsconfig.server.Observation.Observed;
import dev.smsconfig.server.SaveResult.NotSaved;
import dev.smsconfig.server.SaveResult.Saved;
import dev.smsconfig.server.SaveResult.Unclear;
import dev.smsconfig.state.ObservedState;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SuperOffice's WebAPI as far as SmsConfig goes: {@code POST /v1/Agents/CustomerService/GetSmsConfig} and {@code
 * …/SaveSmsConfig} (SaveSmsConfig.md), one request a call. No language header is sent, so that texts come back
 * untranslated and comparable.
 */
public final class WebApiClient implements SmsConfigReader, SmsConfigWriter {

    private static final String JSON = "application/json";
    private static final int OK = 200;
    private static final int REQUEST_TIMEOUT = 408;

    private final WebApiEndpoint endpoint;
    private final Authentication authentication;
    private final Transport transport;
    private final Clock clock;

    /** @param clock what a date in {@code Retry-After} is compared with where the answer has no date of its own */
    public WebApiClient(WebApiEndpoint endpoint, Authentication authentication, Transport transport, Clock clock) {
        this.endpoint = endpoint;
        this.authentication = authentication;
        this.transport = transport;
        this.clock = clock;
    }

    @Override
    public Observation observe(TenantId tenant) {
        Exchange exchange = call(tenant, "GetSmsConfig", null);
        if (exchange instanceof NotSent notSent) {
            return new NotObserved(notSent.failure());
        }
        if (exchange instanceof Lost lost) {
            return new NotObserved(lost.failure());
        }
        Reading reading = read(((Answered) exchange).answer());
        if (reading.config == null) {
            return new NotObserved(reading.failure());
        }
        return new Observed(new ObservedState(tenant, reading.config));
    }

    @Override
    public SaveResult save(TenantId tenant, SmsConfig config) {
        Exchange exchange = call(tenant, "SaveSmsConfig", SmsConfigJson.write(config));
        if (exchange instanceof NotSent notSent) {
            return new NotSaved(notSent.failure());
        }
        if (exchange instanceof Lost lost) {
            return new Unclear(lost.failure());
        }
        Answer answer = ((Answered) exchange).answer();
        Reading reading = read(answer);
        if (reading.config != null) {
            return new Saved();
        }
        return isRefusal(answer.status()) ? new NotSaved(reading.failure()) : new Unclear(reading.failure());
    }

    /** A 4xx says that nothing was done, but for the one that says the server does not know. */
    private static boolean isRefusal(int status) {
        return status >= 400 && status <= 499 && status != REQUEST_TIMEOUT;
    }

    private Exchange call(TenantId tenant, String operation, byte @Nullable [] body) {
        Map<String, String> headers = new HashMap<>(authentication.headersFor(tenant));
        headers.put("Accept", JSON);
        if (body != null) {
            headers.put("Content-Type", "application/json; charset=utf-8");
        }
        return transport.post(endpoint.operation(tenant, operation), headers, body);
    }

    private Reading read(Answer answer) {
        if (answer.status() != OK) {
            return new Reading(null, AnswerFailures.ofStatus(answer, clock));
        }
        if (answer.encoded() || !isJson(answer.contentType())) {
            return new Reading(null, AnswerFailures.otherShape(answer));
        }
        try {
            return new Reading(SmsConfigJson.read(answer.body()), null);
        } catch (SmsConfigJson.MalformedException e) {
            return new Reading(null, AnswerFailures.malformed(answer));
        } catch (SmsConfigJson.OtherShapeException e) {
            return new Reading(null, AnswerFailures.otherShape(answer));
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.equals(JSON) || type.equals("text/json");
    }

    /** Either an entity or why there is none. */
    private record Reading(
            @Nullable SmsConfig config, @Nullable Failure why) {
        Failure failure() {
            if (why == null) {
                throw new IllegalStateException("an entity was read");
            }
            return why;
        }
    }
}
