package dev.smsconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What {@code mvn package} made to be handed over. */
public final class Distribution {

    private Distribution() {}

    /**
     * Unpacks it.
     *
     * @param place an existing folder
     * @return the folder that it is in
     */
    public static Path unpack(Path place) throws IOException, InterruptedException {
        try (Stream<Path> built = Files.list(Path.of("target"))) {
            Path packed = built.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("built by: mvn -q -DskipTests package"));
            Process tar = new ProcessBuilder(
                            "tar",
                            "-C",
                            place.toString(),
                            "-xzf",
                            packed.toAbsolutePath().toString())
                    .inheritIO()
                    .start();
            if (!tar.waitFor(1, TimeUnit.MINUTES) || tar.exitValue() != 0) {
                throw new IllegalStateException("tar could not unpack it");
            }
        }
        try (Stream<Path> homes = Files.list(place)) {
            return homes.findFirst().orElseThrow();
        }
    }
}
