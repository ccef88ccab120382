package dev.smsconfig.audit;

import java.io.IOException;

/** Where a checkpoint belongs, something else lies. The message is the name of the file. */
public final class CheckpointConflictException extends IOException {

    public CheckpointConflictException(String file) {
        super(file);
    }
}
