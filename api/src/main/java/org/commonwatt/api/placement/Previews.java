package org.commonwatt.api.placement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.document.SentDocument;
import org.commonwatt.api.fleet.Fleet;
import org.commonwatt.api.fleet.PresentNode;
import org.commonwatt.api.job.Submissions;
import org.commonwatt.protocol.job.TimingView;
import org.commonwatt.protocol.plan.PlanView;
import org.commonwatt.protocol.plan.PlanView.IntensityView;
import org.commonwatt.scheduler.Feasibility;
import org.commonwatt.scheduler.Fit;
import org.commonwatt.scheduler.Price;
import org.commonwatt.scheduler.Stay;
import org.commonwatt.scheduler.Weights;
import org.commonwatt.scheduler.WorkNeed;
import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.Schedule;

/** What a spec would need and emit, and which nodes could run it, before it costs anything. */
@Component
public class Previews {

    private final Submissions submissions;
    private final Fleet fleet;
    private final Intensities intensities;
    private final GreenPlans greenPlans;
    private final Clock clock;

    Previews(Submissions submissions, Fleet fleet, Intensities intensities, GreenPlans greenPlans, Clock clock) {
        this.submissions = submissions;
        this.fleet = fleet;
        this.intensities = intensities;
        this.greenPlans = greenPlans;
        this.clock = clock;
    }

    /**
     * Plans a spec without creating anything.
     *
     * @throws org.commonwatt.api.problem.SpecRejected when the spec can't be trained as written
     * @throws org.commonwatt.api.registry.DatasetNotFound when its dataset is not published
     */
    public PlanView of(SentDocument document, Caller caller) {
        Submissions.Needs needs = submissions.needs(document, caller);
        WorkNeed need = new WorkNeed(
                needs.memoryBytes(),
                needs.diskBytes(),
                needs.transferBytes(),
                needs.work().trainingFlops());
        List<PresentNode> nodes = fleet.joined();
        Fit fit = Fit.of(
                need,
                nodes.stream().map(node -> Machines.hardware(node.capability())).toList());
        IntensityView intensity = expectedIntensity(need, nodes);
        double wh = needs.work().estimates().getFirst().energyWh();
        return new PlanView(
                needs.work(),
                fit.fitting(),
                fit.known(),
                fit.reasons().stream()
                        .map(reason -> new PlanView.Refusal(reason.sentence(), reason.nodes(), reason.nearestChange()))
                        .toList(),
                wh / 1000 * intensity.gramsPerKwh(),
                intensity,
                timing(needs, need));
    }

    private @Nullable TimingView timing(Submissions.Needs needs, WorkNeed need) {
        Instant now = clock.instant();
        Schedule schedule = new Schedule(
                needs.schedule().deferrable(),
                needs.schedule().waiting(),
                needs.deadline(),
                needs.carbon().delayWeight());
        UUID nobody = new UUID(0, 0);
        OpenWork work = new OpenWork(
                nobody, nobody, schedule, now, Duration.ZERO, need, false, false, null, OpenWork.Measured.NOTHING, now);
        return greenPlans.preview(work, now).orElse(null);
    }

    /** Where the planner would rather have it: at the cheapest node that fits; the world's mean where none does. */
    private IntensityView expectedIntensity(WorkNeed need, List<PresentNode> nodes) {
        Instant now = clock.instant();
        return nodes.stream()
                .filter(node -> Feasibility.fits(need, Machines.hardware(node.capability())))
                .min(Comparator.comparingDouble(node -> grams(need, node, now)))
                .map(node -> intensities.of(node.capability().zone()))
                .orElseGet(() -> intensities.of(null));
    }

    private double grams(WorkNeed need, PresentNode node, Instant now) {
        Zone zone = Machines.expected(node.capability().zone(), intensities);
        return Price.of(
                        need,
                        Machines.offer(node.id(), node.capability(), intensities, Stay.UNKNOWN)
                                .offer(),
                        zone,
                        now,
                        Weights.DEFAULT)
                .grams();
    }
}
