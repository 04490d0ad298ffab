package org.commonwatt.api.problem.web;

import java.io.IOException;
import java.io.Writer;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.api.problem.Problems;
import org.commonwatt.protocol.Json;

/** Problem documents for requests that Tomcat itself refuses, before any of our code sees them. */
public final class ProblemReportValve extends ErrorReportValve {

    private static final Logger log = LoggerFactory.getLogger(ProblemReportValve.class);

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(Problems.MEDIA_TYPE);
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(Json.mapper()
                        .writeValueAsString(Problems.of(
                                Statuses.type(status), null, String.valueOf(request.getRequestURI()), status)));
                response.finishResponse();
            }
        } catch (IOException e) {
            log.debug("Nobody waits for the answer any more", e);
        }
    }
}
