package org.commonwatt.scheduler;

import java.time.Clock;
import java.util.Random;
import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class PurityTest {

    private static final JavaClasses SCHEDULER = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.commonwatt.scheduler");

    private static final Set<String> MOMENTS_AND_CHANCES =
            Set.of("now", "currentTimeMillis", "nanoTime", "random", "randomUUID", "systemUTC", "getDefault");

    @Test
    void theSchedulerKnowsOnlyTheJdkAndJSpecify() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("org.commonwatt.scheduler..", "java..", "org.jspecify..")
                .check(SCHEDULER);
    }

    @Test
    void theSchedulerHasNoDatabaseNetworkOrThreads() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "java.net..", "java.io..", "java.nio..", "java.util.concurrent..")
                .check(SCHEDULER);
    }

    @Test
    void theSchedulerHasNeitherAClockNorRandomnessOfItsOwn() {
        noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class).check(SCHEDULER);
        noClasses().should().dependOnClassesThat().areAssignableTo(Random.class).check(SCHEDULER);
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "reads a clock, a default or a source of randomness",
                        (JavaMethodCall call) ->
                                call.getTargetOwner().getPackageName().startsWith("java.")
                                        && MOMENTS_AND_CHANCES.contains(call.getName())))
                .check(SCHEDULER);
    }
}
