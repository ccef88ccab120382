package dev.smsconfig.job;

import dev.smsconfig.audit.AuditEvent;
import dev.smsconfig.rollout.Course;
import dev.smsconfig.rollout.Next;
import dev.smsconfig.rollout.Next.Halt;
import dev.smsconfig.rollout.Next.Pause;
import dev.smsconfig.rollout.Next.Probe;
import dev.smsconfig.rollout.Next.Save;
import dev.smsconfig.rollout.Next.Survey;
import dev.smsconfig.rollout.Next.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.flow.FlowExecutionStatus;
import org.springframework.batch.core.job.flow.JobExecutionDecider;
import org.springframework.batch.core.step.StepExecution;

/** Asks the course of the rollout what comes next, and leads the flow there. Soaks are waited for here. */
record CourseDecider(RunScope scope, RunWatcher watcher, StopSignal stop) implements JobExecutionDecider {

    static final String END = "END";

    private static final Duration TICK = Duration.ofSeconds(1);

    /** The status that leads to the saves of a wave. */
    static String saveOf(int wave) {
        return "SAVE-" + wave;
    }

    /** The status that leads to observing what waits again, before a wave. */
    static String surveyBefore(int wave) {
        return "SURVEY-" + wave;
    }

    /** The status that leads to the probe of a wave. */
    static String probeOf(int wave) {
        return "PROBE-" + wave;
    }

    @Override
    public FlowExecutionStatus decide(JobExecution execution, @Nullable StepExecution step) {
        scope.supersedeOutdated();
        ProbeResult probe = scope.takeProbe();
        if (probe != null) {
            tell(probe);
        }
        return new FlowExecutionStatus(way(scope.course()));
    }

    private void tell(ProbeResult probe) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("wave", probe.wave().name());
        body.put("verified", probe.verified());
        body.put("moved", probe.moved());
        body.put("unread", probe.unread());
        AuditEvent event =
                new AuditEvent(AuditEvent.Type.WAVE_PROBED, scope.run().id(), null, body);
        scope.store()
                .ownTransaction()
                .executeWithoutResult(status -> scope.store().trail().append(List.of(event)));
        scope.course().probed(probe.wave().index(), probe.verified(), probe.unread());
    }

    private String way(Course course) {
        while (!stop.isRequested() && scope.window().reason() == null) {
            Next next = course.next();
            if (next instanceof Save save) {
                scope.allow(save.allowance());
                return saveOf(save.wave().index());
            }
            if (next instanceof Survey survey) {
                return surveyBefore(survey.wave().index());
            }
            if (next instanceof Probe probe) {
                return probeOf(probe.wave().index());
            }
            if (next instanceof Wait wait) {
                soak(wait);
                continue;
            }
            if (next instanceof Pause pause) {
                scope.pause(pause.reason());
            } else if (next instanceof Halt halt) {
                scope.halt(halt.reason());
            }
            return END;
        }
        return END;
    }

    /** By the time that passes, not by what the clock says next: one that jumps ahead ends no soak. */
    private void soak(Wait wait) {
        Instant now = scope.store().clock().instant();
        Duration left = Duration.between(now, wait.until());
        while (left.compareTo(Duration.ZERO) > 0 && !stop.isRequested()) {
            watcher.soaking(wait.wave().name(), wait.until(), left);
            Duration step = left.compareTo(TICK) < 0 ? left : TICK;
            if (!stop.pause(step)) {
                break;
            }
            left = left.minus(step);
        }
        watcher.soaked();
    }
}
