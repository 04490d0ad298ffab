package org.commonwatt.worker.run;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CrashReportTest {

    private static final String REPORT = """
            #
            #  SIGFPE (0x8) at pc=0x00007f5a5bc6937c, pid=2, tid=3
            #
            # Problematic frame:
            # C  [libtorch_cpu.so+0x1166937c]  est_eff_1x1()+0xa5c
            """;

    @TempDir
    Path folder;

    @Test
    void itSaysTheSignalAndThePlace() throws Exception {
        assertThat(CrashReport.read(folder)).isNull();

        Files.writeString(CrashReport.in(folder), REPORT);

        assertThat(CrashReport.read(folder))
                .isEqualTo("SIGFPE in C  [libtorch_cpu.so+0x1166937c]  est_eff_1x1()+0xa5c");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void linksAreNotFollowed() throws Exception {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), REPORT);
        Files.createSymbolicLink(CrashReport.in(folder), elsewhere);

        assertThat(CrashReport.read(folder)).isNull();
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeHoldsNobodyUp() throws Exception {
        Process made = new ProcessBuilder("mkfifo", CrashReport.in(folder).toString()).start();
        assertThat(made.waitFor()).isZero();

        assertThat(CrashReport.read(folder)).isNull();
    }
}
