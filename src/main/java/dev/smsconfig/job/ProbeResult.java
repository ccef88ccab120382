package dev.smsconfig.job;

/**
 * What observing a wave again after its soak found.
 *
 * @param verified how many tenants still are what git says
 * @param moved how many are not
 * @param unread how many could not be read
 */
record ProbeResult(WaveRange wave, int verified, int moved, int unread) {}
