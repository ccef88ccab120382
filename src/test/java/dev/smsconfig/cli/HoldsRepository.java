package dev.smsconfig.cli;

import dev.smsconfig.job.JobStore;
import java.nio.file.Path;
import java.time.Clock;

/** A process of its own that has a job repository open, without our lock, until it is killed. */
final class HoldsRepository {

    private HoldsRepository() {}

    public static void main(String[] args) throws Exception {
        JobStore store = JobStore.embedded(Path.of(args[0]), Clock.systemUTC());
        System.out.println("open");
        System.in.read();
        store.close();
    }
}
