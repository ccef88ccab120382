/**
 * The remote side as the rest sees it: observe one tenant, save one tenant, what can come of it, and when it is tried
 * again. What implements it over HTTP stays hidden in {@code webapi}.
 */
@NullMarked
package dev.smsconfig.server;

import org.jspecify.annotations.NullMarked;
