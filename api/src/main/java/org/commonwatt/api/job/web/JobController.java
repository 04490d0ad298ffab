package org.commonwatt.api.job.web;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.document.SentDocument;
import org.commonwatt.api.job.Cancellations;
import org.commonwatt.api.job.JobFilter;
import org.commonwatt.api.job.JobViews;
import org.commonwatt.api.job.SpecText;
import org.commonwatt.api.job.Submissions;
import org.commonwatt.api.problem.MalformedBody;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;

/** Jobs: submit, list, look at, cancel. */
@RestController
@RequestMapping("/api/v1/jobs")
@AllowedTo(Who.SUBMITTER)
class JobController {

    private static final int MOST = 200;

    private final Submissions submissions;
    private final Cancellations cancellations;
    private final JobViews views;

    JobController(Submissions submissions, Cancellations cancellations, JobViews views) {
        this.submissions = submissions;
        this.cancellations = cancellations;
        this.views = views;
    }

    @PostMapping(consumes = {MediaType.APPLICATION_YAML_VALUE, MediaType.APPLICATION_JSON_VALUE})
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "200", description = "Was there already", useReturnTypeSchema = true)
    ResponseEntity<JobView> submit(
            @RequestBody SentDocument spec,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            Caller caller) {
        Submissions.Submitted submitted = submissions.submit(spec, key, caller);
        return ResponseEntity.status(submitted.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .location(URI.create("/api/v1/jobs/" + submitted.jobId()))
                .body(view(submitted.jobId(), caller));
    }

    @GetMapping
    JobView.Page list(
            @RequestParam(defaultValue = "") List<String> state,
            @RequestParam(required = false) @Nullable String name,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit,
            Caller caller) {
        if (limit < 1 || limit > MOST) {
            throw new MalformedBody("The parameter 'limit' is 1 to " + MOST + ".");
        }
        return views.list(caller.accountId(), new JobFilter(states(state), name, cursor(cursor), limit));
    }

    @GetMapping("/{id}")
    ResponseEntity<JobView> show(@PathVariable UUID id, Caller caller) {
        return Tagged.ok(view(id, caller));
    }

    @GetMapping("/{id}/spec")
    ResponseEntity<String> spec(@PathVariable UUID id, Caller caller) {
        SpecText spec = views.spec(caller.accountId(), id).orElseThrow(() -> new NotFound("job " + id));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(spec.mediaType() + ";charset=UTF-8"))
                .body(spec.text());
    }

    @PutMapping("/{id}/cancellation")
    JobView cancel(@PathVariable UUID id, Caller caller) {
        cancellations.cancel(id, caller);
        return view(id, caller);
    }

    private JobView view(UUID id, Caller caller) {
        return views.find(caller.accountId(), id).orElseThrow(() -> new NotFound("job " + id));
    }

    private static Set<JobState> states(List<String> written) {
        Set<JobState> states = EnumSet.noneOf(JobState.class);
        for (String name : written) {
            try {
                states.add(JobState.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new MalformedBody(
                        "There is no state '" + name + "'; there are " + List.of(JobState.values()) + ".");
            }
        }
        return states;
    }

    private static @Nullable UUID cursor(@Nullable String cursor) {
        try {
            return cursor == null ? null : UUID.fromString(cursor);
        } catch (IllegalArgumentException e) {
            throw new MalformedBody("The parameter 'cursor' is a page's 'nextCursor', as it was given.");
        }
    }
}
