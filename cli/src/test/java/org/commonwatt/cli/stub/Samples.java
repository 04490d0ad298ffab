package org.commonwatt.cli.stub;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.Progress;

/** Jobs to show. */
public final class Samples {

    public static final UUID ID = UUID.fromString("0198c2f4-11d0-7abc-8def-001122334455");

    private Samples() {}

    public static JobView job(JobState state) {
        return job(ID, "digits-cnn", state, null, null);
    }

    public static JobView job(
            UUID id, String name, JobState state, @Nullable Progress progress, JobView.@Nullable ModelRef model) {
        return new JobView(
                id,
                name,
                state,
                null,
                "digits@1",
                Screen.NOW.minusSeconds(90),
                state == JobState.QUEUED ? null : Screen.NOW.minusSeconds(80),
                state.isFinal() ? Screen.NOW.minusSeconds(10) : null,
                1,
                progress,
                new JobView.NodeRef(new UUID(1, 2), "attic"),
                state == JobState.SUCCEEDED ? Map.of("accuracy", 0.9815) : Map.of(),
                model,
                null,
                null,
                null);
    }

    public static Progress progress(long step, double epoch) {
        return new Progress(step, 1250, epoch, 5, 812.4, 0.1234, 0.9712, Instant.parse("2026-03-01T11:59:00Z"));
    }
}
