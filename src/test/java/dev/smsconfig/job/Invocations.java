package dev.smsconfig.job;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** How tests call the program. */
final class Invocations {

    static final Invocation KNOWN = new Invocation(
            new Invocation.Tool("1.2.3", "0f".repeat(32), "17.0.1"),
            new Invocation.Call(List.of("apply", "--yes"), Map.of()),
            new Invocation.Caller("operator-account", "build-host", Map.of()),
            null,
            ZoneId.of("Europe/Oslo"));

    private Invocations() {}
}
