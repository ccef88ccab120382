package dev.smsconfig.server;

import java.util.function.BiConsumer;

/** Proves to a server who is calling. */
@FunctionalInterface
public interface Authentication {

    /** @param request takes each header's name and value; called once for each request */
    void addHeaders(BiConsumer<String, String> request);
}
