package org.commonwatt.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.DatasetView;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonTest {

    private static final JsonMapper JSON = Json.mapper();

    private static final DatasetManifest DIGITS = new DatasetManifest(
            "digits",
            1,
            "Digits",
            null,
            "MIT",
            "somewhere",
            new DataFormat.Idx(List.of(1, 28, 28), new Target.Classes(List.of("0", "1"))),
            Map.of("train", new DatasetSplit(2, List.of(new DatasetFile("a.idx", "0".repeat(64), 3L)))));

    @Test
    void namesAreCamelCaseInstantsAreIsoAndNullsAreLeftOut() {
        LeaseGrant grant = new LeaseGrant(
                new UUID(0, 1),
                new UUID(0, 2),
                new UUID(0, 3),
                "digits",
                7,
                Instant.parse("2026-01-02T03:04:05Z"),
                60,
                120,
                JSON.createObjectNode().put("a", 1),
                DIGITS,
                1024,
                null,
                null);

        String text = JSON.writeValueAsString(grant);

        assertThat(text)
                .contains("\"expiresAt\":\"2026-01-02T03:04:05Z\"", "\"leaseSeconds\":60")
                .contains("\"format\":{\"type\":\"idx\"")
                .doesNotContain("checkpoint", "base", "null");
        assertThat(JSON.readValue(text, LeaseGrant.class)).isEqualTo(grant);
    }

    @Test
    void aManifestInsideAMessageKeepsItsCanonicalForm() {
        DatasetView view = new DatasetView("digits@1", "0".repeat(64), 3, Instant.EPOCH, DIGITS);

        String text = JSON.writeValueAsString(view);

        assertThat(text).contains("\"target\":{\"type\":\"classes\",\"names\":[\"0\",\"1\"]}");
        assertThat(JSON.readValue(text, DatasetView.class)).isEqualTo(view);
    }

    @Test
    void membersOfAClosedSetAreToldApartByTheirType() {
        Completion completion = new Completion(3, new Completion.Outcome.Failed(FailureKind.SPEC, "no"), null);

        String text = JSON.writeValueAsString(completion);

        assertThat(text).contains("\"type\":\"failed\"");
        assertThat(JSON.readValue(text, Completion.class)).isEqualTo(completion);
    }

    @Test
    void fieldsOfANewerProgramAreIgnored() {
        assertThat(JSON.readValue("{\"job\":\"RUNNING\",\"mood\":\"good\"}", Completion.Answer.class))
                .isEqualTo(new Completion.Answer(JobState.RUNNING));
    }

    @Test
    void aMissingPartThatMayNotBeNullIsRefused() {
        assertThatThrownBy(() -> JSON.readValue("{\"epoch\":1,\"sequence\":1,\"logs\":[]}", Report.class))
                .isInstanceOf(DatabindException.class)
                .hasMessageContaining("points");
    }

    @Test
    void anExplicitNullWhereNoneMayBeIsRefused() {
        String text = "{\"epoch\":1,\"sequence\":1,\"points\":%s,\"logs\":[]}";

        assertThatThrownBy(() -> JSON.readValue(text.formatted("null"), Report.class))
                .isInstanceOf(DatabindException.class);
        assertThatThrownBy(() -> JSON.readValue(text.formatted("[null]"), Report.class))
                .isInstanceOf(DatabindException.class);
        assertThat(JSON.readValue(text.formatted("[]"), Report.class).points()).isEqualTo(List.<MetricPoint>of());
    }
}
