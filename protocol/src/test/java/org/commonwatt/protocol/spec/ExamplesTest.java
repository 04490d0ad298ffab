package org.commonwatt.protocol.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import static org.assertj.core.api.Assertions.assertThat;

class ExamplesTest {

    @TestFactory
    List<DynamicTest> everyExampleIsAValidSpecAndSurvivesItsCanonicalForm() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("../examples"))) {
            List<Path> specs = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(specs).hasSizeGreaterThanOrEqualTo(2);
            return specs.stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                        JobSpec spec = JobSpecs.read(Files.readAllBytes(file), SpecFormat.YAML);
                        assertThat(spec.name() + ".yaml")
                                .isEqualTo(file.getFileName().toString());
                        assertThat(JobSpecs.fromJson(JobSpecs.toJson(spec))).isEqualTo(spec);
                    }))
                    .toList();
        }
    }
}
