package org.commonwatt.api.account;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key may be used for. */
public enum Scope {
    /** Publish datasets, submit jobs, read their results. */
    SUBMIT,
    /** Join machines, drain and remove them. */
    DONATE,
    /** See, drain and remove the machines of all accounts, and see what all work together used; nobody's jobs or datasets. */
    OPERATE;

    /** As written in keys and requests. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Scopes as written, in the order of this enum. */
    public static Set<String> written(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::written).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The scope that a word names, if it names one. */
    public static Optional<Scope> parse(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.written().equals(word))
                .findFirst();
    }
}
