package org.commonwatt.api.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.EnergyAccounts;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.JobView.JobEnergy;

/** Jobs as people see them; an account sees its own alone. */
@Component
public class JobViews {

    private final ViewQueries queries;
    private final JobQueries submissions;
    private final EnergyAccounts energy;

    JobViews(ViewQueries queries, JobQueries submissions, EnergyAccounts energy) {
        this.queries = queries;
        this.submissions = submissions;
        this.energy = energy;
    }

    /** A job of the account. */
    public Optional<JobView> find(UUID accountId, UUID jobId) {
        return queries.find(accountId, jobId).map(view -> with(view, energy.ofJob(jobId)));
    }

    /** Whether the account has such a job. */
    public boolean exists(UUID accountId, UUID jobId) {
        return submissions.owns(accountId, jobId);
    }

    /** A page of the account's jobs. */
    public JobView.Page list(UUID accountId, JobFilter filter) {
        JobFilter oneMore = new JobFilter(filter.states(), filter.name(), filter.before(), filter.limit() + 1);
        List<JobView> found = queries.list(accountId, oneMore);
        List<JobView> shown = found.subList(0, Math.min(found.size(), filter.limit()));
        Map<UUID, JobEnergy> energies =
                energy.ofJobs(shown.stream().map(JobView::id).toList());
        return new JobView.Page(
                shown.stream().map(view -> with(view, energies.get(view.id()))).toList(),
                found.size() > shown.size() ? shown.getLast().id().toString() : null);
    }

    /** The spec of a job of the account, as it was sent. */
    public Optional<SpecText> spec(UUID accountId, UUID jobId) {
        return submissions.spec(accountId, jobId);
    }

    private static JobView with(JobView view, @Nullable JobEnergy energy) {
        return new JobView(
                view.id(),
                view.name(),
                view.state(),
                view.stateReason(),
                view.dataset(),
                view.createdAt(),
                view.startedAt(),
                view.finishedAt(),
                view.attempts(),
                view.progress(),
                view.node(),
                view.evaluation(),
                view.model(),
                energy,
                view.failure(),
                view.timing());
    }
}
