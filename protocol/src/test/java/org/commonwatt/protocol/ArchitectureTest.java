package org.commonwatt.protocol;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

@AnalyzeClasses(packages = "org.commonwatt.protocol", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule THE_LANGUAGE_KNOWS_ONLY_THE_JDK_AND_ITS_PARSERS = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.commonwatt.protocol..",
                    "java..",
                    "tools.jackson..",
                    "com.fasterxml.jackson.annotation..",
                    "org.snakeyaml.engine..",
                    "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule YAML_IS_READ_IN_ONE_PLACE = classes()
            .that()
            .resideOutsideOfPackage("..text..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackage("org.snakeyaml..");

    @ArchTest
    static final ArchRule FORMS_KNOW_NOTHING_OF_WHAT_IS_WRITTEN_IN_THEM = classes()
            .that()
            .resideInAnyPackage("..form..", "..text..")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("..spec..", "..dataset..", "..architecture..", "..plan..", "..lease..", "..job..");

    @ArchTest
    static final ArchRule PACKAGES_OF_THE_LANGUAGE_HAVE_NO_CYCLES = slices().matching(
                    "org.commonwatt.protocol.(form|text|spec|dataset|architecture|plan)..")
            .should()
            .beFreeOfCycles();
}
