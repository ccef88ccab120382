/**
 * An embedded server that speaks SuperOffice's SmsConfig operations, for tests and demonstrations. It is reached only
 * over HTTP; of this project it knows nothing but the tenant's name.
 *
 * <p>{@link dev.smsconfig.sample.SampleServer} is the way in. A request goes from {@code WebApi} through {@code Router}
 * to one {@code Operation}; {@code SmsConfigJson} and {@code SettingsJson} know the wire's form, {@code TenantStates}
 * knows the file.
 */
@NullMarked
package dev.smsconfig.sample;

import org.jspecify.annotations.NullMarked;
