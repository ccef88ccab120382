/** The remote side: observe one tenant, save one tenant. HTTP, authentication and retries stay hidden in here. */
@NullMarked
package dev.smsconfig.server;

import org.jspecify.annotations.NullMarked;
