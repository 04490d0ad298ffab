package org.commonwatt.api.lease;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.resilience.annotation.Retryable;

/**
 * Does a holder's word once more when PostgreSQL broke it off to end a deadlock. Everybody locks a job before its lease, with
 * one exception: a write that waits for its lease while somebody lets that lapse keeps the row's lock, although it finds the
 * lease no longer its own and then asks for the job to revive it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Retryable(includes = PessimisticLockingFailureException.class, maxRetries = 3, delay = 20, jitter = 20)
@interface AgainAfterDeadlock {}
