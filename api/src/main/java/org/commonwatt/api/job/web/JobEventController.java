package org.commonwatt.api.job.web;

import java.io.IOException;
import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.Callers;
import org.commonwatt.api.job.JobHistory;
import org.commonwatt.api.job.JobViews;
import org.commonwatt.api.job.JobWakes;
import org.commonwatt.api.problem.MalformedBody;
import org.commonwatt.api.problem.NotFound;

/**
 * A job's events as they happen. A reader keeps its request's own thread, which costs next to nothing, for it is a
 * virtual one.
 */
@RestController
@AllowedTo(Who.SUBMITTER)
class JobEventController {

    private static final Logger log = LoggerFactory.getLogger(JobEventController.class);

    private final JobViews views;
    private final JobHistory history;
    private final JobWakes wakes;
    private final Callers callers;

    JobEventController(JobViews views, JobHistory history, JobWakes wakes, Callers callers) {
        this.views = views;
        this.history = history;
        this.wakes = wakes;
        this.callers = callers;
    }

    @GetMapping(path = "/api/v1/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    void follow(
            @PathVariable UUID id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        if (!views.exists(caller.accountId(), id)) {
            throw new NotFound("job " + id);
        }
        long seen = lastEventId == null ? history.beginning(id) : parse(lastEventId);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        if (HttpMethod.HEAD.matches(request.getMethod())) {
            return;
        }
        EventStream stream = new EventStream(response.getOutputStream());
        try {
            new JobFollower(views, history, wakes, caller.accountId(), id)
                    .follow(seen, stream, () -> callers.isStill(caller, request));
        } catch (IOException e) {
            log.debug("Nobody reads the events of job {} any more: {}", id, e.getMessage());
        }
    }

    private static long parse(String lastEventId) {
        try {
            return Long.parseLong(lastEventId.strip());
        } catch (NumberFormatException e) {
            throw new MalformedBody("The header Last-Event-ID is the id of an event of this stream, as it was given.");
        }
    }
}
