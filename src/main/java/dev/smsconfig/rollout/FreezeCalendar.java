package dev.smsconfig.rollout;

import dev.smsconfig.plan.Guard;
import dev.smsconfig.plan.GuardVerdict;
import dev.smsconfig.plan.GuardVerdict.Decision;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The freezes of an environment together. */
public record FreezeCalendar(List<FreezeWindow> windows) {

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    public FreezeCalendar {
        windows = List.copyOf(windows);
    }

    /**
     * A freeze that is in force.
     *
     * @param window the one that ends last of those in force
     * @param until when saving may go on: its end, or that of the freezes which follow it without a break
     */
    public record Freeze(FreezeWindow window, Instant until) {

        /** Until when, on the clocks of the window and in UTC, and why. */
        public String text() {
            return "frozen until " + MINUTES.format(until.atZone(window.zone())) + " " + window.zone() + " (" + until
                    + "): " + window.reason();
        }
    }

    /** The freeze in force at that time, or empty where saves may begin. */
    public Optional<Freeze> at(Instant instant) {
        return lastToEnd(instant).map(window -> new Freeze(window, openAfter(window)));
    }

    private Optional<FreezeWindow> lastToEnd(Instant instant) {
        return windows.stream()
                .filter(window -> window.contains(instant))
                .max(Comparator.comparing(FreezeWindow::ends));
    }

    private Instant openAfter(FreezeWindow first) {
        Instant end = first.ends();
        for (Optional<FreezeWindow> next = lastToEnd(end); next.isPresent(); next = lastToEnd(end)) {
            end = next.get().ends();
        }
        return end;
    }

    /** The guard's verdict for a run that would save at that time, or empty where no freeze is set. */
    public Optional<GuardVerdict> verdict(Instant instant) {
        if (windows.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(at(instant)
                .map(freeze -> new GuardVerdict(
                        Guard.FREEZE,
                        Decision.REFUSED,
                        freeze.text(),
                        "wait until then, or run again with --override freeze --reason TEXT"))
                .orElse(GuardVerdict.permitted(Guard.FREEZE, "no freeze is in force")));
    }
}
