package dev.smsconfig.webapi;

import dev.smsconfig.http.Answer;
import dev.smsconfig.http.Delivery;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Observation;
import dev.smsconfig.server.SaveResult;
import dev.smsconfig.server.SmsConfigReader;
import dev.smsconfig.server.SmsConfigWriter;
import dev.smsconfig.state.SmsConfig;
import dev.smsconfig.state.TenantId;
import java.time.Clock;
import java.util.Map;

/**
 * The CustomerService agent of the SuperOffice WebAPI: GetSmsConfig and SaveSmsConfig (SaveSmsConfig.md). Agents tell
 * failures by null or an error object under status 200, so only a whole SmsConfig counts as an answer. Safe for use by
 * several threads.
 */
public final class WebApiClient implements SmsConfigReader, SmsConfigWriter {

    private final TenantCalls calls;
    private final WireForm form;
    private final WebApiReader reader;

    /** @param clock tells how far a {@code Retry-After} is away where the server does not tell its own time */
    public WebApiClient(TenantCalls calls, WireForm form, Languages languages, Clock clock) {
        this.calls = calls;
        this.form = form;
        this.reader = new WebApiReader(calls, form, languages, clock);
    }

    @Override
    public Observation observe(TenantId tenant) {
        return reader.observe(tenant);
    }

    /** @throws IllegalArgumentException where a value is a reference or masked, which is a bug of the caller */
    @Override
    public SaveResult save(TenantId tenant, SmsConfig config) {
        byte[] body = form.body(config);
        Map<String, String> headers = reader.headers();
        headers.put("Content-Type", form.contentType());
        TenantCalls.Call call = calls.post(tenant, WebApiReader.AGENT + "SaveSmsConfig", headers, body);
        if (call.delivery() instanceof Delivery.NotSent notSent) {
            return new SaveResult.NotSaved(notSent.failure());
        }
        if (call.delivery() instanceof Delivery.Lost lost) {
            return new SaveResult.Unclear(lost.failure());
        }
        return saved(((Delivery.Answered) call.delivery()).answer(), call.where());
    }

    private SaveResult saved(Answer answer, String where) {
        int status = answer.status();
        if (status != 200) {
            Failure failure = reader.refusal(answer, where);
            // 408 comes from a server, or a proxy, that may have passed on what it had
            boolean surelyNot = status >= 400 && status < 500 && status != 408;
            return surelyNot ? new SaveResult.NotSaved(failure) : new SaveResult.Unclear(failure);
        }
        try {
            reader.read(answer);
            return new SaveResult.Saved();
        } catch (UnreadableAnswerException e) {
            return new SaveResult.Unclear(WebApiReader.unreadable(e, where));
        }
    }
}
