package org.commonwatt.api.account.web;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

import org.commonwatt.api.account.Callers;
import org.commonwatt.api.problem.Refusal;

/**
 * Finds out who makes a request. One that shows something wrong goes on as nobody's, with the reason noted: routes that
 * are open to everybody stay open to a browser whose session has ended, all others answer with that reason.
 */
final class CallerFilter extends OncePerRequestFilter {

    static final String CSRF_HEADER = "X-CSRF-Token";

    private static final String REFUSAL = CallerFilter.class.getName() + ".refusal";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Callers callers;

    CallerFilter(Callers callers) {
        this.callers = callers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            callers.identify(
                            request.getHeader(HttpHeaders.AUTHORIZATION),
                            Callers.sessionToken(request),
                            !READING.contains(request.getMethod()),
                            request.getHeader(CSRF_HEADER))
                    .ifPresent(caller -> {
                        SecurityContext context = SecurityContextHolder.createEmptyContext();
                        context.setAuthentication(new CallerAuthentication(caller));
                        SecurityContextHolder.setContext(context);
                    });
        } catch (Refusal refusal) {
            request.setAttribute(REFUSAL, refusal);
        }
        chain.doFilter(request, response);
    }

    /** Why the request is nobody's, or null when it showed nothing. */
    static @Nullable Refusal refusal(HttpServletRequest request) {
        return request.getAttribute(REFUSAL) instanceof Refusal refusal ? refusal : null;
    }
}
