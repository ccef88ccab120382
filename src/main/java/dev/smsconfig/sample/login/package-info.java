/**
 * How SuperOffice lets callers in: logins of apps and users, the tickets and tokens they bring, and the tenant directory
 * that tells where a tenant's API is. Values in, values out: HTTP, files and the tenants' profiles stay outside.
 *
 * <p>{@link dev.smsconfig.sample.login.LoginSite} answers the pages of the login host, {@link
 * dev.smsconfig.sample.login.ApiAccess} decides about every other request.
 */
@NullMarked
package dev.smsconfig.sample.login;

import org.jspecify.annotations.NullMarked;
