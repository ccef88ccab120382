package dev.smsconfig.source;

import dev.smsconfig.state.Value;
import org.jspecify.annotations.Nullable;

/**
 * One field as one layer has it.
 *
 * @param value null where the layer removes what lower ones set
 * @param at where the value stands
 * @param keyAt where its key stands, if it is a setting; else as {@code at}
 */
record Written(@Nullable Value value, Position at, Position keyAt) {

    Written(@Nullable Value value, Position at) {
        this(value, at, at);
    }
}
