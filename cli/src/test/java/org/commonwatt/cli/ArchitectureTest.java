package org.commonwatt.cli;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "org.commonwatt.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_THE_SHARED_LANGUAGE_PICOCLI_AND_THE_JDK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.commonwatt.cli..",
                    "org.commonwatt.protocol..",
                    "picocli..",
                    "tools.jackson..",
                    "org.jspecify.annotations..",
                    "java..");

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CIRCLE =
            slices().matching("org.commonwatt.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_TERMINAL_KNOWS_NO_COMMAND = classes()
            .that()
            .resideInAPackage("..terminal..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                    "..cli.job..", "..cli.local..", "..cli.dataset..", "..cli.client..", "..cli.node..");
}
