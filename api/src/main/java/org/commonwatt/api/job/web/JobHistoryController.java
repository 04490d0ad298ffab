package org.commonwatt.api.job.web;

import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.job.JobHistory;
import org.commonwatt.api.job.JobViews;
import org.commonwatt.api.problem.MalformedBody;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricSeries;

/** A job's metrics and log. */
@RestController
@RequestMapping("/api/v1/jobs/{id}")
@AllowedTo(Who.SUBMITTER)
class JobHistoryController {

    private final JobHistory history;
    private final JobViews views;

    JobHistoryController(JobHistory history, JobViews views) {
        this.history = history;
        this.views = views;
    }

    @GetMapping("/metrics")
    MetricSeries.Set metrics(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String split,
            @RequestParam(defaultValue = "1000") int points,
            Caller caller) {
        require(id, caller);
        return history.series(id, name, split, within("points", points, 4, 10_000));
    }

    @GetMapping("/logs")
    LogLine.Page logs(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "200") int limit,
            Caller caller) {
        require(id, caller);
        return history.log(id, after, within("limit", limit, 1, 1000));
    }

    private void require(UUID id, Caller caller) {
        if (!views.exists(caller.accountId(), id)) {
            throw new NotFound("job " + id);
        }
    }

    private static int within(String parameter, int value, int least, int most) {
        if (value < least || value > most) {
            throw new MalformedBody("The parameter '" + parameter + "' is " + least + " to " + most + ".");
        }
        return value;
    }
}
