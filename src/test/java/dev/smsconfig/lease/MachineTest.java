package dev.smsconfig.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    private static final String BOOT = "0d3b7f1c-boot";

    @TempDir
    Path folder;

    private Path proc;

    @BeforeEach
    void boot() throws IOException {
        proc = folder.resolve("proc");
        machine(proc, BOOT, "pid:[1]");
    }

    private static void machine(Path proc, String boot, String namespace) throws IOException {
        Files.createDirectories(proc.resolve("sys/kernel/random"));
        Files.writeString(proc.resolve("sys/kernel/random/boot_id"), boot + "\n");
        Files.createDirectories(proc.resolve("self/ns"));
        Files.createSymbolicLink(proc.resolve("self/ns/pid"), Path.of(namespace));
    }

    private void process(long pid, String state, long started) throws IOException {
        Files.createDirectories(proc.resolve(String.valueOf(pid)));
        Files.writeString(
                proc.resolve(pid + "/stat"),
                pid + " (a b) c) " + state + " 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 " + started + " 20 21\n");
    }

    private Machine here() {
        return Machine.linux("host1", "sync", proc);
    }

    private static ProcessIdentity holder(long pid, @Nullable String started) {
        return new ProcessIdentity("host1", BOOT + " pid:[1] sync", pid, started);
    }

    @Test
    void aProcessThatIsThereIsNotGone() throws IOException {
        process(7, "S", 4711);
        assertThat(here().of(holder(7, "4711"))).isEmpty();
    }

    @Test
    void aProcessThatIsNotThereIsGone() {
        assertThat(here().of(holder(7, "4711"))).contains("host host1, process 7 is gone");
    }

    @Test
    void anotherProcessWithItsNumberIsNotIt() throws IOException {
        process(7, "S", 9999);
        assertThat(here().of(holder(7, "4711"))).isPresent();
    }

    @Test
    void aZombieIsGone() throws IOException {
        process(7, "Z", 4711);
        assertThat(here().of(holder(7, "4711"))).isPresent();
    }

    @Test
    void whatIsNotKnownOfItsStartProvesNothing() throws IOException {
        process(7, "S", 4711);
        assertThat(here().of(holder(7, null))).isEmpty();
    }

    @Test
    void nothingIsKnownOfAnotherHost() {
        assertThat(Machine.linux("host2", "sync", proc).of(holder(7, "4711"))).isEmpty();
    }

    @Test
    void nothingIsKnownOfAContainerWithTheSameHostName() throws IOException {
        Path other = folder.resolve("container");
        machine(other, BOOT, "pid:[2]");
        assertThat(Machine.linux("host1", "sync", other).of(holder(7, "4711"))).isEmpty();
    }

    @Test
    void nothingIsKnownOfAnotherMachineWithTheSameHostName() throws IOException {
        Path other = folder.resolve("machine");
        machine(other, "another-boot", "pid:[1]");
        assertThat(Machine.linux("host1", "sync", other).of(holder(7, "4711"))).isEmpty();
    }

    /** The kernel may show a user only the processes of that user. */
    @Test
    void nothingIsKnownOfTheProcessesOfAnotherUser() {
        assertThat(Machine.linux("host1", "other", proc).of(holder(7, "4711"))).isEmpty();
    }

    @Test
    void whereTheKernelDoesNotTellTheBootNothingIsProven() throws IOException {
        Files.delete(proc.resolve("sys/kernel/random/boot_id"));
        assertThat(here().of(new ProcessIdentity("host1", null, 7, "4711"))).isEmpty();
    }

    @Test
    void thisProcessIsFoundAlive() {
        Machine machine = Machine.local();
        ProcessIdentity self = machine.thisProcess();
        assertThat(machine.of(self)).isEmpty();
        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void aKilledProcessIsFoundGone() throws Exception {
        Process sleeping = new ProcessBuilder("sleep", "60").start();
        ProcessIdentity self = Machine.local().thisProcess();
        ProcessIdentity other = new ProcessIdentity(self.host(), self.space(), sleeping.pid(), null);
        assertThat(Machine.local().of(other)).isEmpty();
        sleeping.destroyForcibly().waitFor();
        assertThat(Machine.local().of(other)).isPresent();
    }
}
