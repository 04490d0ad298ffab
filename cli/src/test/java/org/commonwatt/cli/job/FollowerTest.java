package org.commonwatt.cli.job;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.cli.stub.Samples;
import org.commonwatt.cli.stub.Screen;
import org.commonwatt.protocol.job.JobEvent;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.LogLine;

import static org.assertj.core.api.Assertions.assertThat;

class FollowerTest {

    private static JobEvent running(long step, double epoch) {
        return new JobEvent.State(
                Samples.job(Samples.ID, "digits-cnn", JobState.RUNNING, Samples.progress(step, epoch), null));
    }

    @Test
    void inAFileThereIsALineForEachStateAndEachEpoch() {
        Screen screen = new Screen(Path.of("/nowhere"));
        Follower follower = new Follower(screen.setting());

        follower.accept(new JobEvent.State(Samples.job(JobState.QUEUED)));
        for (int step = 0; step <= 1250; step += 50) {
            follower.accept(running(step, step / 250.0));
        }
        follower.accept(new JobEvent.State(Samples.job(JobState.SUCCEEDED)));

        assertThat(screen.err().lines().toList()).hasSize(9);
        assertThat(screen.err().lines())
                .contains(
                        "  queued",
                        "  running on attic",
                        "  [████████░░░░░░░░░░░░]  40 %  epoch 2.0 of 5, step 500 of 1,250, 812 samples/s, loss 0.1234,"
                                + " accuracy 0.9712, attic",
                        "  succeeded");
        assertThat(screen.err()).doesNotContain("\r", "\033");
    }

    @Test
    void onATerminalTheLineIsDrawnOverAndNeverWiderThanIt() {
        Screen screen = new Screen(Path.of("/nowhere")).watched(60);
        Follower follower = new Follower(screen.setting());

        follower.accept(running(500, 2.0));
        follower.accept(running(550, 2.2));
        follower.accept(new JobEvent.State(Samples.job(JobState.SUCCEEDED)));

        String last = screen.err().substring(screen.err().lastIndexOf("\r\033[K") + 4);
        assertThat(last).isEqualTo("  succeeded\n");
        assertThat(screen.err().split("\r\033\\[K"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
        assertThat(screen.err()).contains("[████████░░░░░░░░░░░░]  40 %", "…");
    }

    @Test
    void onlyTroubleOfTheLogIsShown() {
        Screen screen = new Screen(Path.of("/nowhere"));
        new Follower(screen.setting())
                .accept(new JobEvent.Log(List.of(
                        new LogLine.Stored(1, Screen.NOW, "INFO", "fine"),
                        new LogLine.Stored(2, Screen.NOW, "WARN", "two threads were slower than one"))));

        assertThat(screen.err()).isEqualTo("  warn: two threads were slower than one\n");
    }

    @Test
    void theFirstMetricIsTimedFromEnter() {
        Follower follower = new Follower(new Screen(Path.of("/nowhere")).setting());

        follower.accept(new JobEvent.State(Samples.job(JobState.QUEUED)));
        assertThat(follower.firstMetricSeconds()).isEmpty();
        follower.accept(running(10, 0.1));
        assertThat(follower.firstMetricSeconds()).hasValue(0.0);
    }

    @Test
    void aStrangersTextForgesNoLine() {
        Screen screen = new Screen(Path.of("/nowhere"));
        new Follower(screen.setting())
                .accept(new JobEvent.Log(
                        List.of(new LogLine.Stored(1, Screen.NOW, "ERROR", "no\n  succeeded\u001b[1A"))));

        assertThat(screen.err()).isEqualTo("  error: no\n      succeeded\uFFFD[1A\n");
    }
}
