package dev.smsconfig;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GroovyShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Evaluates the Jenkinsfile with a recording DSL. */
final class Pipeline {

    /** Runs a script of an {@code sh} step. */
    interface Shell {
        int run(String script, Map<String, String> variables) throws Exception;
    }

    private final Map<?, ?> record;

    private Pipeline(Map<?, ?> record) {
        this.record = record;
    }

    static Pipeline evaluate(boolean changeRequest, Map<String, String> env, Shell shell) throws IOException {
        Binding binding = new Binding();
        binding.setVariable("jenkinsfile", Files.readString(Path.of("Jenkinsfile")));
        binding.setVariable("env", env);
        binding.setVariable("changeRequestBuild", changeRequest);
        binding.setVariable("shell", new Closure<Integer>(binding) {
            @SuppressWarnings("unused") // Groovy calls it
            Integer doCall(String script, Map<String, String> variables) throws Exception {
                return shell.run(script, variables);
            }
        });
        Path recorder = Path.of("src/test/resources/jenkins/recorder.groovy");
        return new Pipeline((Map<?, ?>) new GroovyShell(binding).evaluate(Files.readString(recorder)));
    }

    List<?> list(String name) {
        return (List<?>) record.get(name);
    }

    String text(String name) {
        return String.valueOf(record.get(name));
    }
}
