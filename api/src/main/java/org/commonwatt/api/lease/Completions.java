package org.commonwatt.api.lease;

import org.springframework.stereotype.Component;

import org.commonwatt.api.database.GroupCommit;
import org.commonwatt.api.lease.Deliveries.Delivery;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lease.Completion;

/** The end of a lease's work: a compare-and-set on its epoch, done once; repeats get the stored answer. */
@Component
public class Completions {

    private static final int DELIVERIES_AT_ONCE = 2;

    private final GroupCommit<Delivery, Boolean> deliveries;
    private final Endings endings;

    Completions(Deliveries deliveries, Endings endings) {
        this.deliveries =
                new GroupCommit<>("deliveries", DELIVERIES_AT_ONCE, ClaimQueries.MOST_AT_ONCE, deliveries::take);
        this.endings = endings;
    }

    /**
     * Ends a lease with its outcome.
     *
     * @throws LeaseStale when the lease is not the node's any more
     * @throws NotFound when the node did not upload the model
     */
    public Completion.Answer complete(LeaseRef lease, Completion completion) {
        check(completion);
        boolean taken = completion.outcome() instanceof Completion.Outcome.Trained trained
                && deliveries.submit(new Delivery(lease, trained, completion.energy()));
        return taken ? new Completion.Answer(JobState.SUCCEEDED) : endings.complete(lease, completion);
    }

    private static void check(Completion completion) {
        Messages.check(completion.energy());
        switch (completion.outcome()) {
            case Completion.Outcome.Trained trained -> {
                Messages.sha256(trained.model());
                Messages.step(trained.step());
                Messages.check(trained.evaluation());
            }
            case Completion.Outcome.Failed failed -> Messages.text("the failure's message", failed.message());
        }
    }
}
