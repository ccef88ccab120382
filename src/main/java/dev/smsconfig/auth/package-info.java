/** How requests are signed in: Basic, SOTicket, Bearer, and the system user of SuperOffice Online. */
@NullMarked
package dev.smsconfig.auth;

import org.jspecify.annotations.NullMarked;
