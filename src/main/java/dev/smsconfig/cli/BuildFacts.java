package dev.smsconfig.cli;

import dev.smsconfig.audit.Personal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a CI system says in the environment of the build that runs this program. */
final class BuildFacts {

    private static final int LONGEST = 300;

    private BuildFacts() {}

    private enum System {
        JENKINS(
                "JENKINS_URL",
                List.of("JOB_NAME", "BUILD_NUMBER", "BUILD_TAG"),
                List.of("BUILD_URL"),
                List.of("BUILD_USER_ID", "BUILD_USER")),
        GITLAB(
                "GITLAB_CI",
                List.of("CI_PROJECT_PATH", "CI_PIPELINE_ID", "CI_JOB_ID"),
                List.of("CI_JOB_URL"),
                List.of("GITLAB_USER_LOGIN")),
        GITHUB(
                "GITHUB_ACTIONS",
                List.of("GITHUB_REPOSITORY", "GITHUB_WORKFLOW", "GITHUB_RUN_ID", "GITHUB_RUN_ATTEMPT"),
                List.of("GITHUB_SERVER_URL"),
                List.of("GITHUB_ACTOR"));

        private final String sign;
        private final List<String> plain;
        private final List<String> addresses;
        private final List<String> people;

        System(String sign, List<String> plain, List<String> addresses, List<String> people) {
            this.sign = sign;
            this.plain = plain;
            this.addresses = addresses;
            this.people = people;
        }
    }

    /** Of the first system that shows itself; empty where none does. People are {@link Personal}. */
    static Map<String, Object> of(Map<String, String> environment) {
        for (System system : System.values()) {
            if (!environment.getOrDefault(system.sign, "").isBlank()) {
                return facts(system, environment);
            }
        }
        return Map.of();
    }

    private static Map<String, Object> facts(System system, Map<String, String> environment) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("system", system.name());
        system.plain.forEach(name -> put(name, environment, facts));
        for (String name : system.addresses) {
            String address = address(environment.getOrDefault(name, ""));
            if (!address.isEmpty()) {
                facts.put(name, address);
            }
        }
        for (String name : system.people) {
            String person = environment.getOrDefault(name, "");
            if (!person.isBlank()) {
                facts.put(name, Personal.name(person));
            }
        }
        return facts;
    }

    private static void put(String name, Map<String, String> environment, Map<String, Object> facts) {
        String value = environment.getOrDefault(name, "");
        if (!value.isBlank()) {
            facts.put(name, shortened(value));
        }
    }

    /** Without the user and the query, which may hold a credential; empty for what is no address. */
    private static String address(String text) {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            if (uri.getScheme() == null || host == null) {
                return "";
            }
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return shortened(uri.getScheme() + "://" + host + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + path);
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
