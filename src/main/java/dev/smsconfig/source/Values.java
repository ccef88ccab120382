package dev.smsconfig.source;

import dev.smsconfig.source.Node.Scalar;
import dev.smsconfig.state.Secret;
import dev.smsconfig.state.SecretReference;
import dev.smsconfig.state.Value;
import org.jspecify.annotations.Nullable;

/** Reads the values that may be secrets or references to them. */
final class Values {

    private final PlaintextPolicy policy;
    private final FileProblems problems;

    Values(PlaintextPolicy policy, FileProblems problems) {
        this.policy = policy;
        this.problems = problems;
    }

    /** A text or a reference, or null after a problem. */
    @Nullable
    Value open(Node node) {
        String text = Scalars.string(node, problems);
        if (text == null) {
            return null;
        }
        return isReference(text) ? reference(text, node.at()) : Value.text(text);
    }

    /** A secret or a reference, or null after a problem. */
    @Nullable
    Value sensitive(Node node) {
        if (node instanceof Scalar scalar && !scalar.isNull() && !isReference(scalar.text())) {
            Fault fault = SecretText.fault(scalar);
            if (fault != null) {
                problems.error(fault, scalar.at());
                return null;
            }
        }
        String text = Scalars.string(node, problems);
        if (text == null) {
            return null;
        }
        if (isReference(text)) {
            return reference(text, node.at());
        }
        judgePlaintext(node.at());
        return new Secret(text);
    }

    /** A reference, or null after a problem: what is several lines long has no place in this file. */
    @Nullable
    Value reference(Node node) {
        String text = node instanceof Scalar scalar && !scalar.isNull() ? scalar.text() : "";
        if (!isReference(text)) {
            problems.error(
                    Rule.SECRET_REFERENCE, node.at(), "a key is never written here; write ref+file:///path/to/file");
            return null;
        }
        return reference(text, node.at());
    }

    private static boolean isReference(String text) {
        return text.startsWith(SecretReference.PREFIX);
    }

    private @Nullable SecretReference reference(String text, Position at) {
        try {
            return SecretReference.parse(text);
        } catch (IllegalArgumentException e) {
            problems.error(Rule.SECRET_REFERENCE, at, messageOf(e));
            return null;
        }
    }

    private void judgePlaintext(Position at) {
        String message = "a secret in plain text; move it out of git and write a reference such as ref+env://NAME";
        switch (policy) {
            case ALLOW -> {}
            case WARN -> problems.warning(Rule.SECRET_PLAINTEXT, at, message);
            case DENY -> problems.error(Rule.SECRET_PLAINTEXT, at, message);
        }
    }

    /** The message of a parser of ours, which says what to write and repeats nothing. */
    static String messageOf(IllegalArgumentException e) {
        String message = e.getMessage();
        return message == null ? "malformed; see the documentation of this field" : message;
    }
}
