package dev.smsconfig.source;

import java.util.List;

/**
 * One file of the folder {@code groups}.
 *
 * @param name the file's name without {@code .yaml}
 * @param problems of its file
 * @param buildsOn the groups that are merged before it
 */
record Group(String name, FileProblems problems, List<GroupName> buildsOn, Spec spec) {

    /** Where a reference in its file stands, as a user would type it. */
    String place(Position at) {
        return problems.file() + ":" + at.line() + ":" + at.column();
    }
}
