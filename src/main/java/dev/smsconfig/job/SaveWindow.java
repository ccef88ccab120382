package dev.smsconfig.job;

import dev.smsconfig.plan.Guard;
import dev.smsconfig.plan.Overrides;
import dev.smsconfig.rollout.FreezeCalendar;
import dev.smsconfig.rollout.FreezeCalendar.Freeze;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a save may begin, asked before each. Once a freeze was met, the execution saves nothing more: what the run
 * left is for a resume, and a clock that is set back opens nothing. Safe for use by several threads.
 */
final class SaveWindow {

    private final FreezeCalendar calendar;
    private final Clock clock;
    private final boolean overridden;
    private @Nullable Freeze met;

    SaveWindow(FreezeCalendar calendar, Overrides overrides, Clock clock) {
        this.calendar = calendar;
        this.clock = clock;
        this.overridden = overrides.include(Guard.FREEZE);
    }

    /** Why no save may begin now, or null where one may. */
    synchronized @Nullable String objection() {
        if (met == null) {
            met = calendar.at(clock.instant()).orElse(null);
        }
        return overridden ? null : reason();
    }

    /** Why no save began any more, or null where no save was held back. */
    synchronized @Nullable String reason() {
        return met == null || overridden ? null : "a freeze began before: " + met.text() + "; resume the run after it";
    }

    /** The freeze in which the run saved because somebody had let it, or empty. */
    synchronized Optional<Freeze> passed() {
        return overridden ? Optional.ofNullable(met) : Optional.empty();
    }
}
