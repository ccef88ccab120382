package dev.smsconfig.server;

import dev.smsconfig.server.Exchange.Answer;
import dev.smsconfig.server.Failure.Kind;
import java.time.Clock;

/** What an answer other than a good one means. Nothing of its body is repeated: it may echo a password. */
final class AnswerFailures {

    private AnswerFailures() {}

    static Failure ofStatus(Answer answer, Clock clock) {
        int status = answer.status();
        String where = status + " from " + answer.from() + ": ";
        return switch (status) {
            case 401 ->
                Failure.of(
                        Kind.UNAUTHENTICATED,
                        where + "the credential was refused; check the environment's auth in fleet.yaml");
            case 403 ->
                Failure.of(
                        Kind.FORBIDDEN, where + "the user may not do this; it needs the right Service administration");
            case 404 ->
                Failure.of(
                        Kind.NOT_FOUND,
                        where + "there is no such tenant or operation; check the tenant id and the environment's api");
            case 408 -> Failure.of(Kind.TIMEOUT, where + "the server gave up waiting");
            case 429 ->
                new Failure(
                        Kind.THROTTLED,
                        where + "too many requests; lower --parallelism",
                        RetryAfter.parse(answer.retryAfter(), answer.date(), clock));
            default -> other(answer, where, clock);
        };
    }

    private static Failure other(Answer answer, String where, Clock clock) {
        int status = answer.status();
        if (status >= 500 && status <= 599) {
            return new Failure(
                    Kind.SERVER_ERROR,
                    where + "the server failed; see its log, then resume",
                    RetryAfter.parse(answer.retryAfter(), answer.date(), clock));
        }
        if (status >= 400 && status <= 499) {
            return Failure.of(
                    Kind.REFUSED, where + "the server refuses this request; repeating it cures nothing, see its log");
        }
        if (status >= 300 && status <= 399) {
            return Failure.of(
                    Kind.UNEXPECTED,
                    where + "a redirect, which is not followed; correct the environment's api in fleet.yaml");
        }
        return Failure.of(Kind.UNEXPECTED, where + "not an answer of the WebAPI; check the environment's api");
    }

    static Failure otherShape(Answer answer) {
        return Failure.of(
                Kind.UNEXPECTED,
                answer.status() + " from " + answer.from() + " without an SmsConfig in it: an error, null, or a login"
                        + " page; check the server's log and the environment's api");
    }

    static Failure malformed(Answer answer) {
        return Failure.of(
                Kind.BROKEN,
                answer.status() + " from " + answer.from() + " with JSON that is cut short or broken; check its proxy");
    }
}
