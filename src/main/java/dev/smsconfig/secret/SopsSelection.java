package dev.smsconfig.secret;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which values of a file are encrypted, by the names of the keys on their path. */
record SopsSelection(Predicate<String> name, boolean encryptsMatches) {

    static final SopsSelection STANDARD = new SopsSelection(key -> key.endsWith("_unencrypted"), false);

    private static final int MAX_LENGTH = 200;
    private static final int MAX_REPEATS = 4;

    static SopsSelection bySuffix(String suffix, boolean encryptsMatches) {
        return new SopsSelection(key -> key.endsWith(suffix), encryptsMatches);
    }

    static SopsSelection byPattern(String regex, boolean encryptsMatches) throws SopsRefusal {
        if (!isHarmless(regex)) {
            throw SopsRefusal.forProgram("its regular expression for the names of keys is not a simple one");
        }
        try {
            Pattern pattern = Pattern.compile(regex);
            return new SopsSelection(key -> pattern.matcher(key).find(), encryptsMatches);
        } catch (PatternSyntaxException e) {
            throw SopsRefusal.forProgram("its regular expression for the names of keys is not one that Java has");
        }
    }

    /** SOPS matches in linear time and Java does not: a file could keep a run busy with repeats within repeats. */
    private static boolean isHarmless(String regex) {
        long repeats =
                regex.chars().filter(c -> c == '*' || c == '+' || c == '{').count();
        return regex.length() <= MAX_LENGTH
                && repeats <= MAX_REPEATS
                && !regex.matches(".*\\)[*+{?].*")
                && !regex.matches(".*(?:\\\\[1-9k]|\\(\\?(?!i\\)|:)).*");
    }

    boolean isEncrypted(List<String> path) {
        return path.stream().anyMatch(name) == encryptsMatches;
    }
}
