package dev.smsconfig.secret;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The age identities that open SOPS files, from where the sops program looks for them too (https://getsops.io/docs):
 * {@code SOPS_AGE_KEY}, the file that {@code SOPS_AGE_KEY_FILE} names, and {@code sops/age/keys.txt} in the user's
 * configuration folder. Read anew each time.
 */
final class AgeIdentities {

    private static final String KEY = "SOPS_AGE_KEY";
    private static final String FILE = "SOPS_AGE_KEY_FILE";
    private static final String X25519 = "AGE-SECRET-KEY-1";

    private final Function<String, @Nullable String> environment;

    AgeIdentities(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    /** Identities that were read. */
    static final class Loaded {

        private final List<RecipientStanzaReader> readers;

        private Loaded(List<RecipientStanzaReader> readers) {
            this.readers = readers;
        }

        /**
         * @param keys the same data key, each encrypted to another recipient
         * @return the data key
         */
        byte[] open(List<String> keys) throws SopsRefusal {
            if (readers.isEmpty()) {
                throw SopsRefusal.forProgram("there is no age identity; set " + KEY + "_FILE to the file that has it");
            }
            for (String key : keys) {
                byte[] opened = AgeText.open(key.getBytes(StandardCharsets.UTF_8), readers);
                if (opened != null) {
                    return opened;
                }
            }
            throw SopsRefusal.forProgram(
                    "none of the age identities opens it; add this one's recipient with 'sops updatekeys'");
        }
    }

    Loaded load() throws SopsRefusal {
        List<RecipientStanzaReader> readers = new ArrayList<>();
        String keys = environment.apply(KEY);
        if (keys != null) {
            addAll(keys, KEY, readers);
        }
        String file = environment.apply(FILE);
        if (file != null && !file.isEmpty()) {
            addAll(read(file), FILE, readers);
        }
        Path standard = standardFile();
        if (standard != null && Files.isRegularFile(standard)) {
            addAll(read(standard.toString()), "sops/age/keys.txt", readers);
        }
        return new Loaded(readers);
    }

    private @Nullable Path standardFile() {
        String config = environment.apply("XDG_CONFIG_HOME");
        String home = environment.apply("HOME");
        try {
            if (config != null && !config.isEmpty()) {
                return Path.of(config, "sops", "age", "keys.txt");
            }
            return home == null || home.isEmpty() ? null : Path.of(home, ".config", "sops", "age", "keys.txt");
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static String read(String file) throws SopsRefusal {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8);
        } catch (IOException | InvalidPathException e) {
            throw SopsRefusal.of("the file with the age identities can't be read ("
                    + e.getClass().getSimpleName() + "); see " + FILE);
        }
    }

    /** Lines with identities; what else there may be (comments, plugins, SSH keys) is for the sops program. */
    private static void addAll(String text, String origin, List<RecipientStanzaReader> readers) throws SopsRefusal {
        // a mark that some editors put before all else
        for (String line : text.replaceFirst("^\uFEFF", "").split("\\R")) {
            if (line.startsWith("#")) {
                continue;
            }
            for (String word : line.strip().split("\\s+")) {
                if (word.startsWith(X25519)) {
                    readers.add(reader(word, origin));
                }
            }
        }
    }

    private static RecipientStanzaReader reader(String identity, String origin) throws SopsRefusal {
        try {
            return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw SopsRefusal.of("an age identity in " + origin + " is malformed; copy it again");
        }
    }
}
