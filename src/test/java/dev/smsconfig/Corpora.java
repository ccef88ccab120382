package dev.smsconfig;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Test vectors from outside, which are not part of this project. */
public final class Corpora {

    private Corpora() {}

    /** The folder of one corpus; the test is skipped where it is not there. */
    public static Path folder(String name) {
        Path folder =
                Path.of(System.getProperty("corpora", "../shared/corpora")).resolve(name);
        Assumptions.assumeTrue(
                Files.isDirectory(folder),
                () -> "skipped: there is no " + folder + "; -Dcorpora=DIR names the folder of the test corpora");
        return folder;
    }
}
