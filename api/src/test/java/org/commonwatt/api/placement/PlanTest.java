package org.commonwatt.api.placement;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.api.lease.LeaseWorld;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.plan.PlanView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PlanTest {

    private final LeaseWorld world = LeaseWorld.empty();

    @Test
    void aPlanSaysWhatASpecNeedsAndCreatesNothing() {
        PlanView plan = plan(TestJobs.SPEC).as(PlanView.class);

        assertThat(plan.work().parameters()).isEqualTo(6);
        assertThat(plan.nodesKnown()).isZero();
        assertThat(plan.intensity().gramsPerKwh()).isEqualTo(475);
        assertThat(plan.intensity().source()).contains("world");
        double wh = plan.work().estimates().getFirst().energyWh();
        assertThat(plan.gco2e()).isCloseTo(wh / 1000 * 475, within(1e-9));
        assertThat(world.submitter.get("/api/v1/jobs").as(JobView.Page.class).items())
                .isEmpty();
    }

    @Test
    void aPlanCountsTheNodesThatFitAndSaysWhatWouldLetMoreFit() {
        Machine.join(world.anyone, world.donorKey, "large", Machine.laptop("FRA"));
        Machine.join(world.anyone, world.donorKey, "small", Machine.offer(1 << 20, null, 1));
        Machine.join(world.anyone, world.donorKey, "smaller", Machine.offer(1 << 19, null, 1));

        PlanView plan = plan(TestJobs.SPEC).as(PlanView.class);

        assertThat(plan.nodesKnown()).isEqualTo(3);
        assertThat(plan.nodesThatFit()).isEqualTo(1);
        assertThat(plan.intensity().zone()).isEqualTo("FRA");
        assertThat(plan.refusals()).hasSize(1);
        assertThat(plan.refusals().getFirst().nodes()).isEqualTo(2);
        assertThat(plan.refusals().getFirst().reason()).contains("memory");
        assertThat(plan.refusals().getFirst().nearestChange()).contains("less memory → 1 node");
    }

    @Test
    void theMemoryThatASpecAsksForDecides() {
        Machine.join(world.anyone, world.donorKey, "large", Machine.laptop("FRA"));
        PlanView plan = plan(TestJobs.SPEC + "resources: {memory: 9GiB}\n").as(PlanView.class);
        assertThat(plan.nodesThatFit()).isZero();
        assertThat(plan.refusals().getFirst().nearestChange()).isEqualTo("1 GiB less memory → 1 node");
    }

    @Test
    void aSpecThatCannotBeTrainedIsRefusedAtItsPlace() {
        Answer answer = plan(TestJobs.SPEC.replace("units: 2", "units: -2"));
        assertThat(answer.problemName()).isEqualTo("spec-rejected");
        assertThat(plan(TestJobs.SPEC.replace("points@1", "points@7")).problemName())
                .isEqualTo("dataset-not-found");
    }

    private Answer plan(String spec) {
        return world.submitter.postText("/api/v1/plans", "application/yaml", spec);
    }
}
