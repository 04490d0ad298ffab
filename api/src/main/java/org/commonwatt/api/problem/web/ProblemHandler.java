package org.commonwatt.api.problem.web;

import java.sql.SQLException;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

import org.commonwatt.api.problem.BodyTooLarge;
import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Problems;
import org.commonwatt.api.problem.Refusal;
import org.commonwatt.protocol.Problem;

/** The one place where what went wrong in a request becomes a problem document. */
@RestControllerAdvice
class ProblemHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<Problem> refused(Refusal refusal, HttpServletRequest request) {
        log.debug("{} {}: {}", request.getMethod(), request.getRequestURI(), refusal.getMessage());
        HttpHeaders headers = new HttpHeaders();
        refusal.headers().forEach(headers::set);
        return answer(Problems.of(refusal, request.getRequestURI()), headers);
    }

    @ExceptionHandler
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException failure, HttpServletRequest request) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLarge tooLarge) {
                return refused(tooLarge, request);
            }
            if (cause instanceof JacksonException json) {
                return answer(ProblemType.MALFORMED_BODY, JsonFaults.explain(json), request);
            }
        }
        return answer(ProblemType.MALFORMED_BODY, "The request needs a body that can be read.", request);
    }

    @ExceptionHandler
    ResponseEntity<Problem> wrongParameter(MethodArgumentTypeMismatchException failure, HttpServletRequest request) {
        if (failure.getParameter().hasParameterAnnotation(PathVariable.class)) {
            return answer(ProblemType.NOT_FOUND, "There is nothing at this address.", request);
        }
        return answer(
                ProblemType.MALFORMED_BODY,
                "The parameter '" + failure.getName() + "' can't be '" + failure.getValue() + "'.",
                request);
    }

    /** Tomcat reads parameters when they are first asked for. Its own sentence names the classes that do it. */
    @ExceptionHandler
    ResponseEntity<Problem> unreadableParameter(InvalidParameterException failure, HttpServletRequest request) {
        log.debug("{} {}: {}", request.getMethod(), request.getRequestURI(), failure.getMessage());
        return answer(
                ProblemType.MALFORMED_BODY,
                "The parameters of the address can't be read: there are more than are taken, or a '%' in one does not begin"
                        + " the two hexadecimal digits of a byte.",
                request);
    }

    /** Texts that PostgreSQL can't hold, with the character U+0000, are the request's fault; all else here is the service's. */
    @ExceptionHandler
    ResponseEntity<Problem> database(DataAccessException failure, HttpServletRequest request) {
        if (NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException sql
                && ("22021".equals(sql.getSQLState()) || "22P05".equals(sql.getSQLState()))) {
            return answer(
                    ProblemType.MALFORMED_BODY, "A text holds the character U+0000, which can't be kept.", request);
        }
        return failed(failure, request);
    }

    /** The client went away while it was being answered: nobody is left to be told. */
    @ExceptionHandler
    void clientGone(AsyncRequestNotUsableException gone) {
        log.debug("A client went away: {}", gone.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<Problem> failed(Exception failure, HttpServletRequest request) {
        if (failure instanceof ErrorResponse known) {
            int status = known.getStatusCode().value();
            return answer(
                    Problems.of(Statuses.type(status), Statuses.explain(known), request.getRequestURI(), status),
                    known.getHeaders());
        }
        String reference = UUID.randomUUID().toString();
        log.error("{} {} failed ({})", request.getMethod(), request.getRequestURI(), reference, failure);
        return answer(
                ProblemType.INTERNAL, "The service's log says more under the reference " + reference + ".", request);
    }

    private static ResponseEntity<Problem> answer(ProblemType type, String detail, HttpServletRequest request) {
        return answer(Problems.of(type, detail, request.getRequestURI()), HttpHeaders.EMPTY);
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        return ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.parseMediaType(Problems.MEDIA_TYPE))
                .body(problem);
    }
}
