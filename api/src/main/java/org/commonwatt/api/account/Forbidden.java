package org.commonwatt.api.account;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;

/** The caller is known and may not do this. */
public final class Forbidden extends Refusal {

    private static final long serialVersionUID = 1L;

    private Forbidden(String detail) {
        super(ProblemType.FORBIDDEN, detail);
    }

    static Forbidden onlyNodes() {
        return new Forbidden("Only a node's token may do this; keys and sessions belong to people.");
    }

    /** The caller is none of those who may. */
    public static Forbidden notAmong(AllowedTo.Who... who) {
        return new Forbidden(Arrays.stream(who)
                .map(Forbidden::words)
                .distinct()
                .collect(Collectors.joining(", or ", "This needs ", ".")));
    }

    private static String words(AllowedTo.Who who) {
        return switch (who) {
            case ANYONE, PERSON -> "a person's key";
            case SUBMITTER -> "a key with the scope 'submit'";
            case DONOR -> "a key with the scope 'donate'";
            case OPERATOR -> "a key with the scope 'operate'";
            case NODE -> "a node's token";
        };
    }

    /** A key can't give away what it does not have. */
    public static Forbidden widerThanOwn(Scope scope) {
        return new Forbidden("A key without the scope '" + scope.written() + "' can't make one that has it.");
    }

    /** A key that leaks must not end the wider ones, with which its holder is shut out. */
    static Forbidden revokesWider(Scope scope) {
        return new Forbidden("A key without the scope '" + scope.written() + "' can't revoke one that has it.");
    }

    /** A node uploads only for a lease that it holds. */
    public static Forbidden noUploadNow() {
        return new Forbidden("A node may upload only while it holds a lease.");
    }

    static Forbidden lacks(Scope scope) {
        return new Forbidden("This needs a key with the scope '" + scope.written() + "'.");
    }
}
