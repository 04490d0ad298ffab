package org.commonwatt.api;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** The house plan, held. */
class ArchitectureTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.commonwatt");

    @Test
    void modulesKeepToTheirDeclaredDependencies() {
        ApplicationModules.of(Commonwatt.class).verify();
    }

    @Test
    void onlyTheServiceKnowsSpring() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.commonwatt.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta..", "org.hibernate..")
                .check(ALL);
    }

    @Test
    void theSchedulerKnowsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("org.commonwatt.scheduler..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "org.commonwatt.scheduler..")
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void theProtocolKnowsNeitherDatabaseNorServiceNorScheduler() {
        classes()
                .that()
                .resideInAPackage("org.commonwatt.protocol..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "tools.jackson..",
                        "com.fasterxml.jackson.annotation..",
                        "org.snakeyaml..",
                        "org.commonwatt.protocol..")
                .check(ALL);
    }

    @Test
    void theDatabaseKnowsNobodyElseOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("org.commonwatt.db..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.commonwatt.api..", "org.commonwatt.protocol..", "org.commonwatt.scheduler..")
                .check(ALL);
    }

    @Test
    void controllersLiveInWebPackagesAndNobodyCallsThem() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .or()
                .areAnnotatedWith(Controller.class)
                .should()
                .resideInAPackage("org.commonwatt.api.*.web")
                .andShould()
                .bePackagePrivate()
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage("org.commonwatt.api..")
                .and()
                .resideOutsideOfPackage("..web")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.commonwatt.api.*.web")
                .check(ALL);
    }

    @Test
    void statementsStandInQueriesClassesAlone() {
        noClasses()
                .that()
                .resideInAPackage("org.commonwatt.api..")
                .and()
                .haveSimpleNameNotEndingWith("Queries")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.jdbc..")
                .check(ALL);
    }

    @Test
    void aggregatesAreNobodyElsesBusiness() {
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .bePackagePrivate()
                .check(ALL);
    }

    @Test
    void packagesAreNamedAfterWhatTheyAreAbout() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..common..", "..util..", "..utils..", "..service..", "..dto..", "..impl..", "..helper..")
                .check(ALL);
    }

    @Test
    void timeComesFromTheInjectedClock() {
        noClasses()
                .that()
                .resideInAPackage("org.commonwatt.api..")
                .and()
                .haveSimpleNameNotEndingWith("IdConfiguration")
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ALL);
    }
}
