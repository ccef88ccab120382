package dev.smsconfig.webapi;

import dev.smsconfig.state.Rights;
import dev.smsconfig.state.SmsConfig;

/** A SmsConfig as an answer brings it. */
record Entity(SmsConfig config, Rights rights) {}
