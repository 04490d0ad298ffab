package org.commonwatt.api.openapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

import org.commonwatt.api.Http;
import org.commonwatt.api.TestService;
import org.commonwatt.protocol.Json;

import static org.assertj.core.api.Assertions.assertThat;

class OpenApiDocumentTest {

    private static final Path COMMITTED = Path.of("..", "docs", "openapi.json");

    private final JsonNode served =
            Http.to(TestService.shared()).get("/v3/api-docs").json();

    @Test
    void theCommittedDocumentIsWhatTheServiceServes() throws IOException {
        String text = Json.mapper()
                        .rebuild()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(served)
                + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(COMMITTED, text);
        }

        assertThat(Files.readString(COMMITTED))
                .as("docs/openapi.json; rewrite it with: mvn -pl api -am test -Dtest=OpenApiDocumentTest "
                        + "-Dsurefire.failIfNoSpecifiedTests=false -Dopenapi.write=true")
                .isEqualTo(text);
    }

    @Test
    void itIsOpenApi31AndCarriesNoTraceOfTheMachineItWasMadeOn() {
        assertThat(served.path("openapi").asString()).startsWith("3.1");
        assertThat(served.path("servers").toString()).isEqualTo("[{\"url\":\"/\"}]");
    }

    @Test
    void everyOperationMayAnswerWithAProblem() {
        served.path("paths")
                .forEach(path -> path.forEach(operation -> assertThat(operation
                                .at("/responses/default/content/application~1problem+json/schema/$ref")
                                .asString())
                        .as(operation.path("operationId").asString())
                        .isEqualTo("#/components/schemas/Problem")));
    }

    @Test
    void recordsOfTheSameShortNameStayApart() {
        assertThat(new TreeSet<>(served.at("/components/schemas").propertyNames()))
                .contains("JobViewPage", "LogLinePage", "KeyViewPage", "DatasetViewPage")
                .doesNotContain("Page");
    }

    @Test
    void whatIsNeverNullIsRequired() {
        assertThat(served.at("/components/schemas/JobView/required").toString())
                .contains("\"state\"")
                .doesNotContain("\"stateReason\"");
    }
}
