package dev.smsconfig.job;

import dev.smsconfig.audit.Personal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the program was called: which program, how, by whom and where.
 *
 * @param tool the program
 * @param call what was typed
 * @param caller who did
 * @param configTree the id that git gives to the config folder as it is in the commit that is read; null where the files
 *     on disk are read
 * @param zone of this machine
 */
public record Invocation(
        Tool tool, Call call, Caller caller, @Nullable String configTree, ZoneId zone) {

    /**
     * The program.
     *
     * @param version as its manifest says
     * @param jarSha256 of the file that runs, in lower-case hexadecimal; null where it runs from classes
     * @param java the version of the Java runtime
     */
    public record Tool(String version, @Nullable String jarSha256, String java) {}

    /**
     * What was typed, and what variables of the environment said in place of options.
     *
     * @param words each a text, or {@link Personal}; nothing that may be a secret
     * @param variables by name, in the same way
     */
    public record Call(List<Object> words, Map<String, Object> variables) {

        public Call {
            words = List.copyOf(words);
            variables = Map.copyOf(variables);
        }
    }

    /**
     * Who called it, as far as the machine knows: a claim, no proof.
     *
     * @param user the account
     * @param host the machine's name
     * @param build what the CI system says of its build, each a text, or {@link Personal}; empty where none started it
     */
    public record Caller(String user, String host, Map<String, Object> build) {

        public Caller {
            build = Map.copyOf(build);
        }
    }

    /** The members of an event's body. */
    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        Map<String, @Nullable Object> program = new LinkedHashMap<>();
        program.put("version", tool.version);
        program.put("jarSha256", tool.jarSha256);
        program.put("java", tool.java);
        body.put("tool", program);
        body.put("call", Map.of("words", call.words, "variables", call.variables));
        body.put("caller", Map.of("user", Personal.name(caller.user), "host", caller.host, "build", caller.build));
        if (configTree != null) {
            body.put("configTree", configTree);
        }
        return body;
    }
}
