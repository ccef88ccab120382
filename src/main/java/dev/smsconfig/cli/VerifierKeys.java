package dev.smsconfig.cli;

import dev.smsconfig.report.ExitCode;
import dev.smsconfig.tlog.MalformedException;
import dev.smsconfig.tlog.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Public keys, as they are given on the command line. */
record VerifierKeys(Setting setting) {

    /**
     * @param given files or the keys themselves; where there are none, the one that runs wrote into the work folder
     * @throws CommandFailure where something else is given
     */
    List<VerifierKey> trusted(List<String> given) {
        List<VerifierKey> keys = new ArrayList<>();
        for (String one : given) {
            keys.addAll(one.contains("+") && !isFile(one) ? List.of(parse(one)) : ofFile(Path.of(one)));
        }
        Path published = new AuditKeys(setting.work()).published();
        return given.isEmpty() && Files.exists(published) ? ofFile(published) : keys;
    }

    private static boolean isFile(String text) {
        try {
            return Files.exists(Path.of(text));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A key in each line; lines that begin with # are for people. */
    private static List<VerifierKey> ofFile(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(VerifierKeys::parse)
                    .toList();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "the key " + file + " can't be read");
        }
    }

    private static VerifierKey parse(String text) {
        try {
            return VerifierKey.parse(text);
        } catch (MalformedException e) {
            throw new CommandFailure(
                    ExitCode.USAGE, "--key takes what 'audit key' prints, or a file with it: " + e.getMessage());
        }
    }
}
