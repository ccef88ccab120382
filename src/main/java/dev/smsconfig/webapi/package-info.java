/** The SuperOffice WebAPI: finding tenants, their configuration and what their servers can do (SaveSmsConfig.md). */
@NullMarked
package dev.smsconfig.webapi;

import org.jspecify.annotations.NullMarked;
