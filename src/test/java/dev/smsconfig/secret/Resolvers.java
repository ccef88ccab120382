package dev.smsconfig.secret;

import dev.smsconfig.server.Attempted;
import dev.smsconfig.server.Failure;
import dev.smsconfig.server.Retries;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Resolvers for tests: the environment is a map, and nothing is tried twice. */
public final class Resolvers {

    public static final Retries ONCE = new Retries() {
        @Override
        public <T> Attempted<T> run(IntFunction<T> attempt, Function<T, Failure> failureOf) {
            return new Attempted<>(attempt.apply(1), 1);
        }
    };

    private Resolvers() {}

    static SecretResolver of(Path configs, Map<String, String> variables) {
        return new SecretResolver(configs, variables::get, ONCE);
    }
}
