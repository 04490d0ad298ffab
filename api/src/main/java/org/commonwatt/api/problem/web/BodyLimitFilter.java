package org.commonwatt.api.problem.web;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.api.problem.BodyTooLarge;
import org.commonwatt.api.problem.Problems;

/** Refuses bodies that are larger than documents need to be, before they are read. Artifacts have a limit of their own. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimitFilter extends OncePerRequestFilter {

    /** Specs, manifests, and other documents that people write. */
    static final long DOCUMENT_BYTES = 1L << 20;

    /** Reports of nodes, which may carry what they kept while the service was away. */
    static final long REPORT_BYTES = 16L << 20;

    private final JsonMapper json;

    BodyLimitFilter(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/v1/artifacts/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = request.getRequestURI().startsWith("/api/v1/leases") ? REPORT_BYTES : DOCUMENT_BYTES;
        if (request.getContentLengthLong() > limit) {
            BodyTooLarge tooLarge = new BodyTooLarge(limit);
            response.setStatus(tooLarge.type().status());
            response.setContentType(Problems.MEDIA_TYPE);
            json.writeValue(response.getOutputStream(), Problems.of(tooLarge, request.getRequestURI()));
            return;
        }
        chain.doFilter(new LimitedRequest(request, limit), response);
    }
}
