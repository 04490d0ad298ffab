package org.commonwatt.api.account.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.HstsConfig;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Callers;
import org.commonwatt.api.account.Forbidden;
import org.commonwatt.api.account.Unauthenticated;
import org.commonwatt.api.problem.Problems;
import org.commonwatt.api.problem.Refusal;

/**
 * Every route below {@code /api} needs a caller, but for the two that make one. Who may do what, {@code AllowedTo} says. What
 * Spring's actuator tells is for operators, but for the service's health.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Styles may stand in the page: the dashboard's component library sets sizes and colours that way. Scripts may not. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; "
            + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** No span and no timer for every filter of every request: they took more time than the filters themselves. */
    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain securityFilterChain(HttpSecurity http, Callers callers, JsonMapper json) {
        return http.csrf(AbstractHttpConfigurer::disable) // checked by CallerFilter, for sessions only
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .httpStrictTransportSecurity(HstsConfig::disable) // for all ports of a host: the proxy's to say
                        .frameOptions(FrameOptionsConfig::deny)
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .cacheControl(cache -> cache.disable())) // set by those who know: files and tagged answers
                .addFilterBefore(new CallerFilter(callers), AuthorizationFilter.class)
                .authorizeHttpRequests(
                        requests -> requests.requestMatchers(HttpMethod.POST, "/api/v1/session", "/api/v1/nodes")
                                .permitAll()
                                .requestMatchers("/api/**")
                                .authenticated()
                                .requestMatchers(EndpointRequest.to(HealthEndpoint.class))
                                .permitAll()
                                .requestMatchers(EndpointRequest.toAnyEndpoint())
                                .access((authentication, request) -> operators(authentication.get()))
                                .anyRequest()
                                .permitAll())
                .exceptionHandling(failures -> failures.authenticationEntryPoint((request, response, failure) ->
                                refuse(request, response, Unauthenticated.missing(), json))
                        .accessDeniedHandler((request, response, failure) ->
                                refuse(request, response, Forbidden.notAmong(Who.OPERATOR), json)))
                .build();
    }

    private static AuthorizationDecision operators(@Nullable Authentication who) {
        return new AuthorizationDecision(
                who instanceof CallerAuthentication known && Who.OPERATOR.includes(known.getPrincipal()));
    }

    /** @param usual why, unless the request showed something wrong */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, Refusal usual, JsonMapper json)
            throws IOException {
        Refusal noted = CallerFilter.refusal(request);
        Refusal refusal = noted == null ? usual : noted;
        response.setStatus(refusal.type().status());
        if (refusal.type().status() == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        response.setContentType(Problems.MEDIA_TYPE);
        json.writeValue(response.getOutputStream(), Problems.of(refusal, request.getRequestURI()));
    }
}
