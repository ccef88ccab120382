package dev.smsconfig.lease;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The machine this process runs on. It proves death only where ids count the same for both: in the same boot of the same
 * machine, in the same namespace (containers on one machine may share its name), for the same user (who may see no others).
 */
public final class Machine implements ProofOfDeath {

    /** The fields of {@code stat} after the name, which may hold blanks and brackets: state is 0, start time 19. */
    private static final int STATE = 0;

    private static final int START_TIME = 19;

    private final String host;
    private final @Nullable String space;
    private final Processes processes;

    /** What is told of processes: how each began; empty where it is gone, an empty text where that is not known. */
    private interface Processes {
        Optional<String> started(long pid) throws IOException;
    }

    private Machine(String host, @Nullable String space, Processes processes) {
        this.host = host;
        this.space = space;
        this.processes = processes;
    }

    /** This machine. */
    public static Machine local() {
        Path proc = Path.of("/proc");
        return Files.exists(proc.resolve("self/stat"))
                ? linux(hostName(), System.getProperty("user.name"), proc)
                : new Machine(
                        hostName(),
                        System.getProperty("os.name") + " " + System.getProperty("user.name"),
                        Machine::startedByHandle);
    }

    /** @param proc where the kernel tells of its processes: {@code /proc} but in tests */
    static Machine linux(String host, String user, Path proc) {
        return new Machine(host, space(user, proc), pid -> startedByStat(proc, pid));
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }

    private static @Nullable String space(String user, Path proc) {
        try {
            return Files.readString(proc.resolve("sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(proc.resolve("self/ns/pid")) + " " + user;
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }

    /** In ticks since the boot, which no correction of the clock moves; a zombie is gone: it only waits to be counted. */
    private static Optional<String> startedByStat(Path proc, long pid) throws IOException {
        try {
            String stat = Files.readString(proc.resolve(pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
            boolean gone = fields[STATE].equals("Z") || fields[STATE].equals("X");
            return gone || fields.length <= START_TIME ? Optional.empty() : Optional.of(fields[START_TIME]);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> startedByHandle(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(handle -> handle.info()
                        .startInstant()
                        .map(start -> String.valueOf(start.toEpochMilli()))
                        .orElse(""));
    }

    /** This process. */
    public ProcessIdentity thisProcess() {
        long pid = ProcessHandle.current().pid();
        return new ProcessIdentity(host, space, pid, started(pid).orElse(null));
    }

    private Optional<String> started(long pid) {
        try {
            return processes.started(pid).filter(text -> !text.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> of(ProcessIdentity process) {
        if (space == null || !space.equals(process.space()) || !host.equals(process.host())) {
            return Optional.empty();
        }
        try {
            Optional<String> now = processes.started(process.pid());
            if (now.isEmpty()) {
                return Optional.of(process + " is gone");
            }
            String then = process.started();
            return then == null || now.get().isEmpty() || now.get().equals(then)
                    ? Optional.empty()
                    : Optional.of(process + " is gone: another process has its number now");
        } catch (IOException e) {
            // unreadable is not gone
            return Optional.empty();
        }
    }
}
