package org.commonwatt.api.account.web;

import java.util.Arrays;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.Forbidden;
import org.commonwatt.api.account.Unauthenticated;

/** Lets through whom a route's {@link AllowedTo} names; nobody where it is missing. */
final class AccessInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        // Which methods an address has, the framework itself tells.
        if (handler instanceof HandlerMethod method && !HttpMethod.OPTIONS.matches(request.getMethod())) {
            check(allowed(method));
        }
        return true;
    }

    private static void check(Who... who) {
        if (Arrays.asList(who).contains(Who.ANYONE)) {
            return;
        }
        Caller caller = CallerArgument.present().orElseThrow(Unauthenticated::missing);
        if (Arrays.stream(who).noneMatch(kind -> kind.includes(caller))) {
            throw Forbidden.notAmong(who);
        }
    }

    private static Who[] allowed(HandlerMethod method) {
        AllowedTo onMethod = method.getMethodAnnotation(AllowedTo.class);
        @Nullable
        AllowedTo allowed = onMethod != null
                ? onMethod
                : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), AllowedTo.class);
        return allowed == null ? new Who[0] : allowed.value();
    }
}
