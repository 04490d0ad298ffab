package org.commonwatt.api.folder;

import java.io.UncheckedIOException;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/** A start that fails because a file or folder can't be used says so in a sentence, without a stack trace. */
final class FilesUnusableAnalyzer extends AbstractFailureAnalyzer<UncheckedIOException> {

    private final Environment environment;

    FilesUnusableAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UncheckedIOException cause) {
        DataFolder folder = Binder.get(environment).bindOrCreate("commonwatt", DataFolder.class);
        return new FailureAnalysis(
                cause.getMessage() + " ("
                        + NestedExceptionUtils.getMostSpecificCause(cause).getMessage() + ")",
                "Nothing can be written below " + folder.root()
                        + ", perhaps: the service's user must be able to. Another data folder is named by COMMONWATT_DATA.",
                cause);
    }
}
