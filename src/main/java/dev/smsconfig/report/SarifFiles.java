package dev.smsconfig.report;

import java.net.URI;
import java.nio.file.Path;

/** How SARIF names files: relative to a folder, where they lie in it, so that a code host finds them in its checkout. */
public final class SarifFiles {

    private final Path workingFolder;

    /** @param workingFolder to which files are named relative */
    public SarifFiles(Path workingFolder) {
        this.workingFolder = workingFolder.toAbsolutePath().normalize();
    }

    public String uri(String file) {
        URI absolute = workingFolder.resolve(file).normalize().toUri();
        return workingFolder.toUri().relativize(absolute).toString();
    }
}
