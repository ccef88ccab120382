package dev.smsconfig.job;

import dev.smsconfig.rollout.FailureMeter;

/** Whether one more tenant may be taken up now. */
interface Admission {

    /** Takes a place if there is one now. */
    boolean tryBegin();

    /** Takes a place, waiting for one that others still hold; false where none will come free. */
    boolean begin() throws InterruptedException;

    void end(boolean failed);

    /** Admits every tenant until a stop is requested. */
    static Admission until(StopSignal stop) {
        return new Admission() {
            @Override
            public boolean tryBegin() {
                return !stop.isRequested();
            }

            @Override
            public boolean begin() {
                return tryBegin();
            }

            @Override
            public void end(boolean failed) {}
        };
    }

    /** Admits as many tenants as could fail without passing the failure budget, while saves may begin. */
    static Admission within(FailureMeter meter, SaveWindow window) {
        return new Admission() {
            @Override
            public boolean tryBegin() {
                return meter.tryBegin() && mayGoOn();
            }

            @Override
            public boolean begin() throws InterruptedException {
                return meter.begin() && mayGoOn();
            }

            /** Asked with the place taken: a wait for it may have been long. */
            private boolean mayGoOn() {
                boolean open = window.objection() == null;
                if (!open) {
                    meter.end(false);
                }
                return open;
            }

            @Override
            public void end(boolean failed) {
                meter.end(failed);
            }
        };
    }
}
