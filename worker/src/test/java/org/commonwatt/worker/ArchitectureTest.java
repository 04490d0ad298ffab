package org.commonwatt.worker;

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

@AnalyzeClasses(packages = "org.commonwatt.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final Set<String> FORGETFUL = Set.of(
            "mul", "muli", "div", "divi", "mod", "modi", "pow", "powi", "maximum", "minimum", "swish", "mish", "relu6");

    @ArchTest
    static final ArchRule onlyTrainingKnowsDjl = noClasses()
            .that()
            .resideOutsideOfPackage("org.commonwatt.worker.training..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.djl..")
            .because(
                    "DJL allows one gradient collector per process, and its native crash must not take the daemon along");

    @ArchTest
    static final ArchRule nobodyReachesIntoTraining = noClasses()
            .that()
            .resideOutsideOfPackage("org.commonwatt.worker.training..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.commonwatt.worker.training..")
            .because("the trainer is another process, known to the daemon by its main class's name and its pipe");

    @ArchTest
    static final ArchRule trainingKnowsOnlyThePipe = noClasses()
            .that()
            .resideInAPackage("org.commonwatt.worker.training..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.commonwatt.worker.daemon..",
                    "org.commonwatt.worker.local..",
                    "org.commonwatt.worker.run..",
                    "org.commonwatt.worker.client..",
                    "org.commonwatt.worker.lease..",
                    "org.commonwatt.worker.machine..",
                    "org.commonwatt.worker.sandbox..",
                    "org.commonwatt.worker.presence..",
                    "org.commonwatt.worker.limits..",
                    "java.net.http..")
            .allowEmptyShould(true)
            .because("the trainer has no network: the daemon brings the data and takes the results");

    /** See {@code Scalars}: such a number is freed before the engine is done with it. */
    @ArchTest
    static final ArchRule noNumberInsideAPassIsLeftToJava = noClasses()
            .that()
            .resideInAPackage("org.commonwatt.worker.training..")
            .should()
            .callMethodWhere(DescribedPredicate.describe(
                    "keeps a number for the gradient",
                    call -> FORGETFUL.contains(call.getTarget().getName())
                            && call.getTargetOwner().getPackageName().startsWith("ai.djl")
                            && call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(type ->
                                            type.isEquivalentTo(Number.class) || type.isEquivalentTo(float.class))))
            .because("a garbage collection between the passes would spoil the gradient");

    @ArchTest
    static final ArchRule onlyTheClientSpeaksHttp = noClasses()
            .that()
            .resideOutsideOfPackage("org.commonwatt.worker.client..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule thereIsNoSpring =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..");

    @ArchTest
    static final ArchRule arrowsRunOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("daemon")
            .definedBy("org.commonwatt.worker.daemon..")
            .layer("local")
            .definedBy("org.commonwatt.worker.local..")
            .layer("run")
            .definedBy("org.commonwatt.worker.run..")
            .layer("lease")
            .definedBy("org.commonwatt.worker.lease..")
            .layer("client")
            .definedBy("org.commonwatt.worker.client..")
            .layer("machine")
            .definedBy("org.commonwatt.worker.machine..")
            .layer("sandbox")
            .definedBy("org.commonwatt.worker.sandbox..")
            .layer("presence")
            .definedBy("org.commonwatt.worker.presence..")
            .layer("limits")
            .definedBy("org.commonwatt.worker.limits..")
            .whereLayer("daemon")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("local")
            .mayOnlyBeAccessedByLayers("daemon")
            .whereLayer("run")
            .mayOnlyBeAccessedByLayers("daemon", "local")
            .whereLayer("lease")
            .mayOnlyBeAccessedByLayers("daemon", "run")
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("daemon", "run", "lease")
            .whereLayer("machine")
            .mayOnlyBeAccessedByLayers("daemon", "local", "run")
            .whereLayer("sandbox")
            .mayOnlyBeAccessedByLayers("daemon", "run")
            .whereLayer("presence")
            .mayOnlyBeAccessedByLayers("daemon")
            .whereLayer("limits")
            .mayOnlyBeAccessedByLayers("daemon", "local", "machine", "presence");

    @ArchTest
    static final ArchRule noPackageIsADrawerForAnything =
            classes().should().resideOutsideOfPackages("..common..", "..util..", "..service..", "..dto..", "..impl..");
}
