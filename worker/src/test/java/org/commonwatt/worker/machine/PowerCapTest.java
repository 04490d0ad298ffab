package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** With a script in place of the driver's program; two processors, at 300 and 150 W. */
class PowerCapTest {

    @TempDir
    Path folder;

    private PowerCap cap;

    @BeforeEach
    void driver() throws IOException {
        Path program = folder.resolve("nvidia-smi");
        Files.writeString(program, """
                #!/bin/sh
                case $1 in
                --query-gpu=*) printf '0, 300.00\\n1, 150.00\\n' ;;
                *) [ ! -e "%1$s/refuses" ] && echo "$@" >>"%1$s/calls" ;;
                esac
                """.formatted(folder));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        cap = new PowerCap(program.toString(), folder.resolve("gpu-power"));
    }

    @Test
    void what_draws_more_is_held_to_the_cap_and_let_go_afterwards() {
        assertThat(cap.apply(200)).isEmpty();
        assertThat(folder.resolve("calls")).hasContent("--id=0 --power-limit=200");

        cap.lift();
        cap.lift();
        assertThat(folder.resolve("calls")).hasContent("--id=0 --power-limit=200\n--id=0 --power-limit=300.0");
    }

    @Test
    void a_cap_that_a_killed_worker_left_is_lifted_by_its_next_life() {
        cap.apply(200);

        new PowerCap(folder.resolve("nvidia-smi").toString(), folder.resolve("gpu-power")).lift();

        assertThat(folder.resolve("calls")).content().contains("--id=0 --power-limit=300.0");
        assertThat(folder.resolve("gpu-power")).doesNotExist();
    }

    @Test
    void a_cap_that_the_driver_does_not_lift_is_lifted_later_and_is_not_taken_for_what_was_before() throws IOException {
        cap.apply(200);
        Path refuses = Files.createFile(folder.resolve("refuses"));
        cap.lift();
        assertThat(cap.apply(100)).hasValueSatisfying(why -> assertThat(why).contains("does not set again"));

        Files.delete(refuses);
        cap.lift();

        assertThat(folder.resolve("calls")).content().contains("--id=0 --power-limit=300.0");
        assertThat(folder.resolve("gpu-power")).doesNotExist();
    }

    @Test
    void a_processor_that_was_taken_out_keeps_no_cap_from_the_others() throws IOException {
        Files.writeString(folder.resolve("gpu-power"), "7, 250.0\n");
        Path refuses = Files.createFile(folder.resolve("refuses"));
        cap.lift();
        Files.delete(refuses);

        assertThat(folder.resolve("gpu-power")).doesNotExist();
        assertThat(cap.apply(200)).isEmpty();
    }

    @Test
    void a_driver_that_refuses_or_is_absent_is_said() throws IOException {
        Files.createFile(folder.resolve("refuses"));

        assertThat(cap.apply(200)).hasValueSatisfying(why -> assertThat(why).contains("only an administrator"));
        assertThat(new PowerCap(folder.resolve("none").toString(), folder.resolve("note")).apply(200))
                .hasValueSatisfying(why -> assertThat(why).contains("not here"));
        assertThat(folder.resolve("gpu-power")).doesNotExist();
    }
}
