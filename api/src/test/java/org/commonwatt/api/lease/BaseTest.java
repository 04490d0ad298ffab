package org.commonwatt.api.lease;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.account.Scope;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.api.registry.TestDatasets;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.plan.PlanView;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.Layer;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs that begin with a trained model. */
class BaseTest {

    private static final String JOBS = "/api/v1/jobs";

    /** As a worker leaves it, for {@code points@1}, without its numbers. */
    private static final byte[] MODEL = file(new BaseModel(
            List.of(2L),
            List.of(
                    new Layer.Dense("body", 5, true),
                    new Layer.Activation(null, ActivationFunction.RELU),
                    new Layer.Dense(null, 2, true))));

    private final LeaseWorld world = LeaseWorld.empty();
    private final Holder node = world.node("attic");

    @Test
    void theModelOfAJobGoesToTheNodeThatTrainsWhatBeginsWithIt() {
        UUID first = trained();
        Answer submitted = submit(world.submitter, spec("job:" + first));
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(201);

        LeaseGrant lease = node.take();

        assertThat(lease.base())
                .isEqualTo(new LeaseGrant.BaseFile("job:" + first, TestDatasets.sha256(MODEL), MODEL.length));
        assertThat(lease.spec().at("/model/from").asString()).isEqualTo("job:" + first);
        assertThat(node.http().get(artifact()).bytes()).isEqualTo(MODEL);
        assertThat(world.node("cellar").http().get(artifact()).problemName()).isEqualTo("not-found");
        assertThat(world.count("select count(*) from job where base_sha256 is not null"))
                .isEqualTo(1);
    }

    @Test
    void anUploadedModelIsReferredToByItsHash() {
        world.submitter.putBytes(artifact(), MODEL);
        Answer submitted = submit(world.submitter, spec("sha256:" + TestDatasets.sha256(MODEL)));
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(201);

        assertThat(Objects.requireNonNull(node.take().base()).sha256()).isEqualTo(TestDatasets.sha256(MODEL));
    }

    @Test
    void aLeaseOfAJobWithoutABaseNamesNone() {
        world.submit();

        assertThat(node.take().base()).isNull();
    }

    @Test
    void aPlanFollowsTheBasesLayersAndCountsOnlyWhatLearns() {
        world.submitter.putBytes(artifact(), MODEL);
        Answer answer = world.submitter.postText(
                "/api/v1/plans", "application/yaml", spec("sha256:" + TestDatasets.sha256(MODEL)));

        PlanView plan = answer.as(PlanView.class);
        assertThat(plan.work().layers()).extracting(LayerPlan::name).containsExactly("body", "activation1", "dense2");
        assertThat(plan.work().parameters()).isEqualTo(5 * 2 + 2);
        assertThat(world.submitter.get(JOBS).as(JobView.Page.class).items()).isEmpty();
    }

    @Test
    void aJobThatLeftNoModelForThisAccountIsRefusedWithTheReason() {
        UUID queued = world.submit();
        assertThat(refused(spec("job:" + queued)))
                .isEqualTo("the job " + queued + " is QUEUED; its model is there once it SUCCEEDED");
        node.failed(node.take(), FailureKind.SPEC, "it is no good");
        assertThat(refused(spec("job:" + queued))).isEqualTo("the job " + queued + " is FAILED and left no model");

        UUID unknown = UUID.randomUUID();
        assertThat(refused(spec("job:" + unknown))).isEqualTo("your account has no job " + unknown);

        UUID first = trained();
        Http stranger = stranger();
        Violation violation = violation(submit(stranger, spec("job:" + first)));
        assertThat(violation.message()).isEqualTo("your account has no job " + first);
        assertThat(violation.line()).isEqualTo(6);
    }

    @Test
    void bytesThatTheAccountMayNotUseAreRefusedWhoeverElseHasThem() {
        world.submitter.putBytes(artifact(), MODEL);
        String hash = TestDatasets.sha256(MODEL);

        assertThat(violation(submit(stranger(), spec("sha256:" + hash))).message())
                .contains("are not here: PUT /api/v1/artifacts/" + hash);
        assertThat(refused(spec("file:model.safetensors"))).contains("a path on your machine", "sha256:HASH");
    }

    @Test
    void bytesThatAreNoModelAreRefused() {
        byte[] other = "somebody's own".getBytes(StandardCharsets.UTF_8);
        world.submitter.putBytes("/api/v1/artifacts/" + TestDatasets.sha256(other), other);

        assertThat(refused(spec("sha256:" + TestDatasets.sha256(other)))).contains("is no safetensors file");
    }

    @Test
    void aCutOrAHeadThatDoesNotFitIsRefusedAtItsPlaceWithBothShapes() {
        String good = spec("job:" + trained());

        Violation cut = violation(submit(world.submitter, good.replace("cut: activation1", "cut: activation2")));
        assertThat(cut.pointer()).isEqualTo("/model/cut");
        assertThat(cut.message()).contains("it has body, activation1, dense2");
        Violation head = violation(submit(world.submitter, good.replace("units: 2", "units: 3")));
        assertThat(head.pointer()).startsWith("/model/layers/0");
        Violation shape = violation(
                submit(world.submitter, good.replace("[{type: dense", "[{type: maxPool2d, kernel: 2}, {type: dense")));
        assertThat(shape.pointer()).isEqualTo("/model/layers/0");
        assertThat(shape.message()).contains("can't take (5)");
    }

    private UUID trained() {
        UUID job = world.submit();
        LeaseGrant lease = node.take();
        node.http().putBytes(artifact(), MODEL);
        assertThat(node.trained(lease, TestDatasets.sha256(MODEL)).status()).isEqualTo(200);
        return job;
    }

    private Http stranger() {
        Http stranger = world.anyone.as(
                TestAccounts.key(world.service, TestAccounts.make(world.service).id(), EnumSet.of(Scope.SUBMIT)));
        TestDatasets.publishPoints(stranger);
        return stranger;
    }

    private String refused(String spec) {
        Violation violation = violation(submit(world.submitter, spec));
        assertThat(violation.pointer()).isEqualTo("/model/from");
        return violation.message();
    }

    private static Violation violation(Answer answer) {
        assertThat(answer.problemName()).isEqualTo("spec-rejected");
        List<Violation> violations = Objects.requireNonNull(answer.problem().violations());
        assertThat(violations).hasSize(1);
        return violations.getFirst();
    }

    private static Answer submit(Http http, String spec) {
        return http.postText(JOBS, "application/yaml", spec);
    }

    private static String artifact() {
        return "/api/v1/artifacts/" + TestDatasets.sha256(MODEL);
    }

    private static String spec(String from) {
        return TestJobs.SPEC
                .replace("type: sequential\n", "type: base\n  from: " + from + "\n  cut: activation1\n")
                .replace("layers:\n    - {type: dense, units: 2}", "layers: [{type: dense, units: 2}]");
    }

    private static byte[] file(BaseModel model) {
        ObjectNode header = Json.mapper().createObjectNode();
        header.putObject("__metadata__").put(BaseModel.KEY, model.toText());
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
    }
}
