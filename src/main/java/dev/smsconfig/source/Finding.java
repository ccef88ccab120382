package dev.smsconfig.source;

import dev.smsconfig.source.Problem.Severity;

/**
 * What is to be said about a field of a configuration, before it is known where the field was set.
 *
 * @param field as {@link dev.smsconfig.state.SmsConfig#fields()} names it, or {@code NsPluginConfig} as a whole
 * @param message without any value of the configuration
 */
record Finding(Rule rule, Severity severity, String field, String message) {

    static Finding warning(Rule rule, String field, String message) {
        return new Finding(rule, Severity.WARNING, field, message);
    }

    static Finding error(Rule rule, String field, String message) {
        return new Finding(rule, Severity.ERROR, field, message);
    }
}
