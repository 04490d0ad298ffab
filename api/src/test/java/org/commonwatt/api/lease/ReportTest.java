package org.commonwatt.api.lease;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView.JobEnergy;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.job.MetricSeries;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Report;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {

    private final LeaseWorld world = LeaseWorld.empty();
    private final UUID jobId = world.submit();
    private final Holder node = world.node("attic");
    private final LeaseGrant lease = node.take();

    @Test
    void aReportThatComesTwiceIsAcknowledgedTwiceAndStoredOnce() {
        Report.Answer first = node.report(lease, 1, Holder.loss(1, 0.9)).as(Report.Answer.class);
        Report.Answer again =
                node.report(lease, 1, Holder.loss(1, 0.1), Holder.loss(2, 0.1)).as(Report.Answer.class);

        assertThat(again).isEqualTo(first).isEqualTo(new Report.Answer(Directive.CONTINUE));
        assertThat(world.metrics(jobId)).hasSize(1);
        assertThat(world.metrics(jobId).getFirst().points())
                .extracting(MetricPoint::value)
                .containsExactly(0.9);
        assertThat(logs()).containsOnlyOnce("report 1");
    }

    @Test
    void theMetricsOfAResumedRunNeverShowAStepTwice() {
        node.report(lease, 1, Holder.loss(1, 0.9), Holder.loss(2, 0.8), Holder.loss(3, 0.7));
        node.release(lease, Release.Reason.OWNER_RETURNED);
        Holder next = world.node("cellar");
        LeaseGrant resumed = next.take();
        next.report(resumed, 1, Holder.loss(2, 0.81), Holder.loss(3, 0.71), Holder.loss(4, 0.61));

        List<MetricSeries> metrics = world.metrics(jobId);
        assertThat(metrics).hasSize(1);
        assertThat(metrics.getFirst().points()).extracting(MetricPoint::step).containsExactly(1L, 2L, 3L, 4L);
        assertThat(metrics.getFirst().points()).extracting(MetricPoint::value).containsExactly(0.9, 0.81, 0.71, 0.61);
    }

    @Test
    void theEnergyOfAReportIsKeptAndWhatWasNotMeasuredIsUnknown() {
        node.report(lease, 1);
        assertThat(world.job(jobId).energy()).isNull();
        node.report(lease, 2, Holder.energy(2));
        node.report(lease, 3, Holder.energy(3));
        node.report(lease, 4);

        JobEnergy energy = energy();
        assertThat(energy.wh()).isEqualTo(3);
        assertThat(energy.gco2e()).isEqualTo(3 / 1000.0 * 475);
        assertThat(energy.zone()).isNull();
    }

    @Test
    void theEnergyOfAllAttemptsIsAddedUp() {
        node.report(lease, 1, Holder.energy(2));
        node.release(lease, Release.Reason.SHUTDOWN);
        LeaseGrant again = node.take();
        node.report(again, 1, Holder.energy(5));
        assertThat(energy().wh()).isEqualTo(7);
    }

    @Test
    void theAnswerToAReportAndToARenewalCarriesTheCancellation() {
        node.report(lease, 1, Holder.loss(1, 0.9));
        world.cancel(jobId);
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.CANCEL);
        Report.Answer answer =
                node.report(lease, 2, Holder.energy(4), Holder.loss(2, 0.8)).as(Report.Answer.class);

        assertThat(answer.directive()).isEqualTo(Directive.CANCEL);
        assertThat(world.metrics(jobId).getFirst().points()).hasSize(1);
        assertThat(energy().wh()).isEqualTo(4);
        assertThat(node.release(lease, Release.Reason.CANCELLED).status()).isEqualTo(204);
        assertThat(world.job(jobId).state()).isEqualTo(JobState.CANCELLED);
        assertThat(node.ask().status()).isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"epoch\": 1, \"sequence\": 0, \"points\": [], \"logs\": []}",
                "{\"epoch\": 1, \"sequence\": 1, \"points\": [{\"step\": -1, \"epoch\": 0, \"name\": \"loss\", \"split\": \"train\", \"value\": 1, \"at\": \"2026-01-01T00:00:00Z\"}], \"logs\": []}",
                "{\"epoch\": 1, \"sequence\": 1, \"points\": [{\"step\": 1, \"epoch\": 0, \"name\": \"loss\", \"split\": \"train\", \"value\": \"NaN\", \"at\": \"2026-01-01T00:00:00Z\"}], \"logs\": []}",
                "{\"epoch\": 1, \"sequence\": 1, \"points\": [], \"logs\": [{\"at\": \"2026-01-01T00:00:00Z\", \"level\": \"SHOUT\", \"text\": \"x\"}]}",
                "{\"epoch\": 1, \"sequence\": 1, \"points\": [], \"logs\": [], \"energy\": {\"wh\": -1, \"tier\": \"D\", \"relativeError\": 0.5, \"seconds\": 1, \"method\": \"m\"}}",
                "{\"epoch\": 1, \"sequence\": 1, \"points\": [], \"logs\": [], \"energy\": {\"wh\": 1e308, \"tier\": \"D\", \"relativeError\": 0.5, \"seconds\": 1, \"method\": \"m\"}}",
                "{\"epoch\": 1, \"sequence\": 1, \"points\": [], \"logs\": [], \"energy\": {\"wh\": 1, \"tier\": \"D\", \"relativeError\": 0.5, \"seconds\": 1e300, \"method\": \"m\"}}",
                "{\"epoch\": 1, \"sequence\": 1, \"points\": [{\"step\": 9223372036854775807, \"epoch\": 0, \"name\": \"loss\", \"split\": \"train\", \"value\": 1, \"at\": \"2026-01-01T00:00:00Z\"}], \"logs\": []}",
                "{\"epoch\": 1, \"sequence\": 1, \"points\": [{\"step\": 1, \"epoch\": 0, \"name\": \"loss\", \"split\": \"train\", \"value\": 1, \"at\": \"+300000-01-01T00:00:00Z\"}], \"logs\": []}",
                "{\"epoch\": 1, \"sequence\": 1, \"points\": [], \"logs\": [{\"at\": \"-4800-01-01T00:00:00Z\", \"level\": \"INFO\", \"text\": \"x\"}]}",
                "{\"epoch\": 1, \"sequence\": 1, \"progress\": {\"step\": 1, \"totalSteps\": 2, \"epoch\": 0, \"totalEpochs\": 1, \"samplesPerSecond\": 1e-300, \"at\": \"2026-01-01T00:00:00Z\"}, \"points\": [], \"logs\": []}",
                "{\"epoch\": 1}",
                "{"
            })
    void aReportThatCannotBeTrueIsRefusedAndLeavesTheLeaseAsItWas(String body) {
        var answer = node.http().postText("/api/v1/leases/" + lease.id() + "/metrics", "application/json", body);
        assertThat(answer.problemName()).isEqualTo("malformed-body");
        assertThat(node.report(lease, 1, Holder.loss(1, 0.9)).status()).isEqualTo(200);
        assertThat(world.metrics(jobId)).hasSize(1);
    }

    /** As manifests and specs allow it. */
    @ParameterizedTest
    @ValueSource(strings = {"2024", "_all", "-1", "heldOut"})
    void aSplitIsCalledWhateverItsDatasetCallsIt(String split) {
        MetricPoint point = new MetricPoint(1, 0.5, "loss", split, 0.9, Instant.now());

        assertThat(node.report(lease, 1, point).status()).isEqualTo(200);

        assertThat(world.metrics(jobId)).extracting(MetricSeries::split).containsExactly(split);
    }

    private JobEnergy energy() {
        JobEnergy energy = world.job(jobId).energy();
        assertThat(energy).isNotNull();
        return java.util.Objects.requireNonNull(energy);
    }

    private List<String> logs() {
        return world.submitter.get("/api/v1/jobs/" + jobId + "/logs").as(LogLine.Page.class).items().stream()
                .map(LogLine.Stored::text)
                .toList();
    }
}
