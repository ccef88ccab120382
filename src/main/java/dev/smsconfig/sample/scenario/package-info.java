/**
 * Scenario files: what tenants, users, apps and tokens a sample server has, in YAML that is read strictly. {@link
 * dev.smsconfig.sample.scenario.Scenario#read} is the way in.
 */
@NullMarked
package dev.smsconfig.sample.scenario;

import org.jspecify.annotations.NullMarked;
