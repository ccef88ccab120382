package dev.smsconfig.source;

import dev.smsconfig.state.Value;
import org.jspecify.annotations.Nullable;

/**
 * One field as one layer has it.
 *
 * @param value null where the layer removes what lower ones set
 * @param at where the value stands
 * @param lastLine the line the value ends on
 * @param keyAt where its key stands, if it is a setting; else as {@code at}
 */
record Written(@Nullable Value value, Position at, int lastLine, Position keyAt) {

    Written(@Nullable Value value, Position at) {
        this(value, at, at.line(), at);
    }

    Written(Value value, Node node) {
        this(value, node.at(), node.lastLine(), node.at());
    }

    Written withKeyAt(Position key) {
        return new Written(value, at, lastLine, key);
    }
}
