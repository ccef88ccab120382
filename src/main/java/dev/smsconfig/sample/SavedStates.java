package dev.smsconfig.sample;

import dev.smsconfig.sample.wire.InvalidEntityException;
import dev.smsconfig.state.TenantId;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a state file says.
 *
 * @param latest each tenant's last save
 * @param lines how many whole lines there are
 * @param length the bytes of the whole lines; what follows was cut off by a crash and had not been answered
 */
record SavedStates(Map<TenantId, SmsSettings> latest, int lines, long length) {

    /** @throws SampleServerStartException where a whole line is not a save: names file and line, not the text */
    static SavedStates read(Path file) throws IOException, SampleServerStartException {
        Map<TenantId, SmsSettings> latest = new LinkedHashMap<>();
        int lines = 0;
        long length = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                lines++;
                length += line.size() + 1;
                StateLine save = decode(file, lines, line.toByteArray());
                latest.put(save.tenant(), save.settings());
                line.reset();
            }
        }
        return new SavedStates(latest, lines, length);
    }

    private static StateLine decode(Path file, int number, byte[] line) throws SampleServerStartException {
        try {
            return StateLine.decode(line);
        } catch (InvalidEntityException e) {
            throw new SampleServerStartException("line " + number + " of the state file " + file
                    + " is damaged: bring the file back from a backup, or move it away to begin anew");
        }
    }
}
