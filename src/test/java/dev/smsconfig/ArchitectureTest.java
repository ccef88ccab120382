package dev.smsconfig;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.smsconfig.state.Secret;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plain tests, not {@code @ArchTest} fields: some versions of surefire pass over those without a word. */
class ArchitectureTest {

    private static final String ROOT = "dev.smsconfig.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.smsconfig");

    /** Each package and the ones of ours that it may use: those upstream of it. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("state", Set.of()),
            Map.entry("plan", Set.of("state")),
            Map.entry("source", Set.of("state", "plan", "rollout")),
            Map.entry("git", Set.of("state", "source")),
            Map.entry("server", Set.of("state")),
            Map.entry("http", Set.of("server")),
            Map.entry("auth", Set.of("state", "server", "http")),
            Map.entry("secret", Set.of("state", "server", "http")),
            Map.entry("webapi", Set.of("state", "server", "http", "auth")),
            Map.entry("sample", Set.of("state", "sample.wire", "sample.login", "sample.scenario")),
            Map.entry("sample.login", Set.of("state")),
            Map.entry("sample.scenario", Set.of("state", "sample.login")),
            Map.entry("sample.wire", Set.of()),
            Map.entry("reconcile", Set.of("state", "plan", "server")),
            Map.entry("rollout", Set.of("state", "plan")),
            Map.entry("lease", Set.of()),
            Map.entry("tlog", Set.of("state")),
            Map.entry("audit", Set.of("state", "plan", "reconcile", "rollout", "tlog")),
            Map.entry("verification", Set.of("state", "tlog", "audit")),
            Map.entry("evidence", Set.of("state", "git", "audit", "tlog", "verification")),
            Map.entry("seal", Set.of("state", "plan", "reconcile", "audit")),
            Map.entry(
                    "report",
                    Set.of("state", "plan", "source", "server", "reconcile", "rollout", "audit", "verification")),
            Map.entry("report.html", Set.of("report")),
            Map.entry(
                    "report.audit",
                    Set.of(
                            "state",
                            "plan",
                            "reconcile",
                            "rollout",
                            "audit",
                            "report",
                            "report.html",
                            "tlog",
                            "verification")),
            Map.entry("report.run", Set.of("state", "plan", "reconcile", "rollout", "audit", "report", "report.html")),
            Map.entry(
                    "job",
                    Set.of(
                            "state",
                            "plan",
                            "source",
                            "server",
                            "reconcile",
                            "rollout",
                            "lease",
                            "tlog",
                            "audit",
                            "verification",
                            "seal",
                            "report")),
            Map.entry(
                    "cli",
                    Set.of(
                            "state",
                            "plan",
                            "source",
                            "git",
                            "server",
                            "http",
                            "auth",
                            "secret",
                            "webapi",
                            "sample",
                            "reconcile",
                            "rollout",
                            "lease",
                            "tlog",
                            "audit",
                            "verification",
                            "seal",
                            "report",
                            "report.audit",
                            "report.run",
                            "evidence",
                            "job")));

    static Set<String> packages() {
        return MAY_USE.keySet();
    }

    @Test
    void everyPackageHasItsPlace() {
        Set<String> present = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .map(name -> name.substring(ROOT.length()))
                .collect(Collectors.toSet());
        assertThat(present).isEqualTo(MAY_USE.keySet());
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatIsUpstreamOfIt(String name) {
        Set<String> others = new TreeSet<>(MAY_USE.keySet());
        others.removeAll(MAY_USE.get(name));
        others.remove(name);
        noClasses()
                .that()
                .resideInAPackage(ROOT + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.stream().map(other -> ROOT + other).toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("dev.smsconfig.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void thePureCoreUsesNothingButTheJdk() {
        classes()
                .that()
                .resideInAnyPackage(ROOT + "state", ROOT + "plan", ROOT + "rollout")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "java.nio.charset",
                        "java.security..",
                        "javax.crypto..",
                        "org.jspecify..",
                        ROOT + "state",
                        ROOT + "plan",
                        ROOT + "rollout",
                        ROOT + "reconcile")
                .check(CLASSES);
    }

    @Test
    void batchTypesStayInJob() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "job")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.batch..")
                .check(CLASSES);
    }

    @Test
    void onlyOneClassKnowsSpringRetry() {
        noClasses()
                .that()
                .haveNameNotMatching(".*SpringRetries.*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.retry..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineTouchesTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void timeComesFromAClock() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    /** Who sees a secret in the clear: the request's body, its credential, the fingerprint that stands for it, Vault's token, a key that is read, and
     * the password of the database. */
    @Test
    void secretsAreExposedToFewClassesOnly() {
        Set<String> callers = CLASSES.stream()
                .filter(type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Secret.class)
                                && call.getName().equals("expose")))
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());
        assertThat(callers)
                .containsExactlyInAnyOrder(
                        "ExportFolder",
                        "Fingerprinter",
                        "SealKey",
                        "SmsConfigJson",
                        "Credential",
                        "VaultCalls",
                        "RepositoryConnection");
    }

    @Test
    void packagesAreNullMarked() {
        assertThat(MAY_USE.keySet())
                .allSatisfy(name -> assertThat(CLASSES.getPackage(ROOT + name).isAnnotatedWith(NullMarked.class))
                        .as(name)
                        .isTrue());
    }

    @Test
    void namesKeepToTheFieldsWords() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.[A-Za-z]*(Manager|Helper|Util|Utils|Service|Dto|Model|Handler|Processor)$")
                .check(CLASSES);
        classes()
                .that(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage(ROOT + "job")))
                .should()
                .haveNameNotMatching(".*Batch.*")
                .check(CLASSES);
    }
}
