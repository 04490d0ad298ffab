package org.commonwatt.api.dashboard;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.TestService;

import static org.assertj.core.api.Assertions.assertThat;

class DashboardTest {

    private final Http http = Http.to(TestService.shared());

    @Test
    void everyPageIsTheOneFileAndIsAskedForAnewEachTime() {
        for (String path : List.of("/", "/jobs", "/jobs/01a209de-bd63-7af2-a6ef-bf15788ad730", "/index.html")) {
            Answer page = http.get(path);
            assertThat(page.status()).as(path).isEqualTo(200);
            assertThat(page.text()).as(path).contains("<!doctype html>");
            assertThat(page.header("Content-Type")).as(path).startsWith("text/html");
            assertThat(page.header("Cache-Control")).as(path).isEqualTo("no-cache");
        }
    }

    @Test
    void filesWithAHashInTheirNameMayBeKeptForever() {
        Answer script = http.get("/assets/app-1a2b3c.js");

        assertThat(script.header("Cache-Control")).contains("immutable", "max-age=31536000");
        assertThat(script.header("Content-Type")).contains("javascript");
    }

    @Test
    void aMissingFileIsMissingAndNotThePage() {
        assertThat(http.get("/assets/app-000000.js").problemName()).isEqualTo("not-found");
        assertThat(http.get("/favicon.png").problemName()).isEqualTo("not-found");
        assertThat(http.get("/..%2f..%2fapplication.yaml").status()).isBetween(400, 404);
    }

    @Test
    void pagesMayNotBeFramedAndRunNoScriptsOfOthers() {
        Answer page = http.get("/");

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'")
                .doesNotContain("unsafe-eval")
                .doesNotContain("script-src 'unsafe-inline'");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void healthAndTheDescriptionOfTheInterfaceNeedNoKeyAndOtherInternalsAreClosed() {
        assertThat(http.get("/actuator/health").text()).contains("\"UP\"");
        assertThat(http.get("/v3/api-docs").status()).isEqualTo(200);
        for (String path : List.of("/actuator/env", "/actuator/heapdump", "/actuator/beans", "/swagger-ui.html")) {
            assertThat(http.get(path).problemName()).as(path).isEqualTo("not-found");
        }
    }
}
