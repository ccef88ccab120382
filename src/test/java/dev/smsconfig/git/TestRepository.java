package dev.smsconfig.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A repository made by the real git, which sees no configuration but the repository's own. */
public final class TestRepository {

    public static final String FLEET = """
            apiVersion: smsconfig/v1
            kind: Fleet
            defaultEnvironment: sample
            environments:
              sample: { server: embedded }
            """;

    public final Path root;

    private TestRepository(Path root) {
        this.root = root;
    }

    /** An empty one. */
    public static TestRepository in(Path root) {
        TestRepository repository = at(root);
        repository.git("init", "-q", "-b", "main", ".");
        return repository;
    }

    /** One that is there already, or a folder that is none. */
    public static TestRepository at(Path root) {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestRepository(root);
    }

    /** One with a committed fleet in {@code configs}: the tenants Cust1 and Cust2. */
    public static TestRepository withFleet(Path root) {
        TestRepository repository = in(root).write("configs/fleet.yaml", FLEET)
                .write("configs/tenants/Cust1.yaml", tenant("Cust1", "First"))
                .write("configs/tenants/Cust2.yaml", tenant("Cust2", "First"));
        repository.commit("Begin");
        return repository;
    }

    public static String tenant(String id, String sender) {
        return """
                apiVersion: smsconfig/v1
                kind: SmsConfig
                metadata: { tenant: %s }
                spec: { NsPluginSender: %s }
                """.formatted(id, sender);
    }

    public Path configs() {
        return root.resolve("configs");
    }

    public TestRepository write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits everything; gives the commit's id. */
    public String commit(String message, String... options) {
        git("add", "-A");
        List<String> command = new ArrayList<>(List.of("commit", "-q", "--allow-empty", "-m", message));
        command.addAll(List.of(options));
        git(command.toArray(String[]::new));
        return git("rev-parse", "HEAD");
    }

    /** Commits everything as if at a time, which may lie before that of its parent; gives the commit's id. */
    public String commitAt(String time, String message) {
        git("add", "-A");
        List<String> command = new ArrayList<>(List.of("env", "GIT_AUTHOR_DATE=" + time, "GIT_COMMITTER_DATE=" + time));
        command.addAll(git(List.of("commit", "-q", "--allow-empty", "-m", message)));
        run(command, "");
        return git("rev-parse", "HEAD");
    }

    /** What git prints, without the line end. */
    public String git(String... arguments) {
        return run(git(List.of(arguments)), "");
    }

    private static List<String> git(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                "git",
                "-c",
                "user.name=Ann Author",
                "-c",
                "user.email=ann@example.com",
                "-c",
                "protocol.file.allow=always"));
        command.addAll(arguments);
        return command;
    }

    /** Writes an object as it is, valid or not; gives its id. */
    public String object(String type, String content) {
        return run(List.of("git", "hash-object", "-t", type, "--literally", "-w", "--stdin"), content);
    }

    public String run(List<String> command, String input) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
            builder.redirectErrorStream(true);
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
            builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
            Process process = builder.start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(command + "\n" + output).isZero();
            return output.strip();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new InterruptedIOException());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
