package org.commonwatt.api.account;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may call a route. Stands on every controller method, or on its class for all of them; a route without it is
 * closed to everybody.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface AllowedTo {

    Who[] value();

    /** Kinds of callers; a caller who is one of those named may pass. */
    enum Who {
        /** Everybody, also without a key. */
        ANYONE,
        /** Every person, whatever the scopes of the key. */
        PERSON,
        /** A person with the scope {@code submit}. */
        SUBMITTER,
        /** A person with the scope {@code donate}. */
        DONOR,
        /** A person with the scope {@code operate}. */
        OPERATOR,
        /** A node. */
        NODE;

        /** Whether a caller is of this kind. */
        public boolean includes(Caller caller) {
            boolean person = caller.kind() != Caller.Kind.NODE;
            return switch (this) {
                case ANYONE -> true;
                case PERSON -> person;
                case SUBMITTER -> person && caller.may(Scope.SUBMIT);
                case DONOR -> person && caller.may(Scope.DONATE);
                case OPERATOR -> person && caller.may(Scope.OPERATE);
                case NODE -> !person;
            };
        }
    }
}
