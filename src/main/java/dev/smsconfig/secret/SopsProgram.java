package dev.smsconfig.secret;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sops program, for files that are not opened here. It has to be allowed: it follows the file to whatever key
 * service the file names, with this process's credentials. It checks the MAC itself.
 */
final class SopsProgram {

    /** The variable that allows it. */
    static final String SETTING = "SMSCONFIG_SOPS_PROGRAM";

    private static final int MAX_BYTES = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Function<String, @Nullable String> environment;
    private final Duration patience;

    SopsProgram(Function<String, @Nullable String> environment) {
        this(environment, PATIENCE);
    }

    /** @param patience after which the program is killed */
    SopsProgram(Function<String, @Nullable String> environment, Duration patience) {
        this.environment = environment;
        this.patience = patience;
    }

    /** @param cause why the file is not opened here */
    String value(Path file, List<String> keys, String cause) throws SopsRefusal {
        if (!"allow".equals(environment.apply(SETTING))) {
            throw SopsRefusal.of(cause + "; or, to let the sops program on the PATH try it, set " + SETTING + "=allow");
        }
        Path program = find();
        if (program == null) {
            throw SopsRefusal.of(cause + "; and there is no sops program on the PATH");
        }
        if (keys.stream().anyMatch(key -> key.matches(".*[\"'\\[\\]\\\\].*"))) {
            throw SopsRefusal.of(cause + "; and a key with quotes or brackets can't be named to the sops program");
        }
        StringBuilder path = new StringBuilder();
        keys.forEach(key -> path.append(key.matches("[0-9]{1,6}") ? "[" + key + "]" : "[\"" + key + "\"]"));
        return run(List.of(program.toString(), "--decrypt", "--extract", path.toString(), file.toString()));
    }

    private @Nullable Path find() {
        String path = environment.apply("PATH");
        for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
            try {
                Path program = Path.of(folder, "sops");
                // a relative folder would run what lies where this program happens to be started
                if (program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                    return program;
                }
            } catch (InvalidPathException e) {
                continue;
            }
        }
        return null;
    }

    private String run(List<String> command) throws SopsRefusal {
        Process process;
        try {
            process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectError(ProcessBuilder.Redirect.DISCARD) // it may hold anything
                    .start();
            process.getOutputStream().close();
        } catch (IOException e) {
            throw SopsRefusal.of("the sops program can't be started; see its permissions");
        }
        try {
            CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> read(process));
            byte[] bytes = output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException();
            }
            if (process.exitValue() != 0) {
                throw SopsRefusal.of("the sops program refused it; run 'sops -d' on the file to see why");
            }
            if (bytes.length > MAX_BYTES) {
                throw SopsRefusal.of("what the sops program gives is larger than 64 KiB");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (TimeoutException e) {
            throw SopsRefusal.of("the sops program did not end within " + patience.toSeconds()
                    + " s and was stopped; see whether it waits for" + " a key service, with 'sops -d' on the file");
        } catch (ExecutionException | CharacterCodingException e) {
            throw SopsRefusal.of("what the sops program gives can't be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SopsRefusal.of("the run is being stopped");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static byte[] read(Process process) {
        try (InputStream in = process.getInputStream()) {
            return in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
