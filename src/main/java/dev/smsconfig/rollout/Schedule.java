package dev.smsconfig.rollout;

import java.time.ZoneId;

/**
 * When a run is due. The schedule starts nothing; it tells which nights are missing.
 *
 * @param cron five fields: minute, hour, day of the month, month, day of the week, of which one of the two days is
 *     {@code *}; for example {@code 0 2 * * *}
 * @param zone whose clocks it goes by
 */
public record Schedule(String cron, ZoneId zone) {}
