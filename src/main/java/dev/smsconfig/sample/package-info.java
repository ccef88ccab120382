/**
 * An embedded server that speaks SuperOffice's SmsConfig operations, for tests and demonstrations. It is reached only
 * over HTTP; of this project it knows nothing but the tenant's name.
 *
 * <p>{@link dev.smsconfig.sample.SampleServer} is the way in. A request goes from {@code WebApi} through {@code Router}
 * to one {@code Operation}, its answer through {@code Rendering} back; {@code SmsConfigEntity} and {@code SettingsJson} know
 * the entity, {@code sample.wire} its forms on the wire, {@code TenantStates} the file.
 */
@NullMarked
package dev.smsconfig.sample;

import org.jspecify.annotations.NullMarked;
