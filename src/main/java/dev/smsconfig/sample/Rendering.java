package dev.smsconfig.sample;

import dev.smsconfig.sample.wire.JsonText;
import dev.smsconfig.sample.wire.ResponseContentType;
import dev.smsconfig.sample.wire.UnwritableException;
import java.nio.charset.StandardCharsets;

/**
 * An answer in the form that its caller accepts.
 *
 * @param status the answer's, or 500 where the form cannot express the answer
 * @param contentType the header
 */
record Rendering(int status, String contentType, byte[] body) {

    /** What nothing accepted fits is told in JSON; by then it is a refusal. */
    static Rendering of(Answer answer, RequestHead head) {
        if (answer.content() instanceof Answer.Page page) {
            return new Rendering(
                    answer.status(), "text/html; charset=utf-8", page.html().getBytes(StandardCharsets.UTF_8));
        }
        Answer.Tree tree = (Answer.Tree) answer.content();
        ResponseContentType type =
                ResponseContentType.negotiate(head.all("Accept"), tree.offers()).orElse(ResponseContentType.JSON);
        if (tree.root() == null || !type.isXml()) {
            return new Rendering(answer.status(), type.header(), JsonText.MAPPER.writeValueAsBytes(tree.value()));
        }
        try {
            byte[] body = ResponseContentType.xml(tree.root(), tree.value(), SmsConfigEntity.SHAPE);
            return new Rendering(answer.status(), type.header(), body);
        } catch (UnwritableException e) {
            return of(Refusal.internal(String.valueOf(e.getMessage())).answer(), head);
        }
    }
}
