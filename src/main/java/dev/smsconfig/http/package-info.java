/**
 * HTTP as this tool wants it: at most one request on the wire for a call, nothing followed, nothing repeated, and of every
 * failure it is known whether the request may have reached the server.
 */
@NullMarked
package dev.smsconfig.http;

import org.jspecify.annotations.NullMarked;
