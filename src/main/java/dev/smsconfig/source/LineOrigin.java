package dev.smsconfig.source;

import dev.smsconfig.state.Provenance.Person;

/** Since when some lines of a file are as they are. */
public sealed interface LineOrigin {

    /**
     * A commit made them so.
     *
     * @param commit the last one that changed one of the lines, in hexadecimal
     * @param author of it; foreign text
     */
    record Committed(String commit, Person author) implements LineOrigin {}

    /**
     * This commit has them so, and may have them from an earlier one: the clone is shallow and ends with it.
     *
     * @param commit in hexadecimal; who made it need not have written the lines
     */
    record AtOrBefore(String commit) implements LineOrigin {}

    /** No commit does: one of the lines was written on disk since. */
    record NotCommitted() implements LineOrigin {}

    /** @param why what keeps git from telling */
    record Unknown(String why) implements LineOrigin {}
}
