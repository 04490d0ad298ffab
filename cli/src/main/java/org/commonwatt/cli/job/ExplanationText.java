package org.commonwatt.cli.job;

import java.util.stream.Collectors;

import org.commonwatt.protocol.job.JobExplanation;
import org.commonwatt.protocol.job.JobExplanation.Reason;

/** Why a job waits, in words. */
final class ExplanationText {

    private ExplanationText() {}

    /** The answer, and below it a reason and its nearest change in two lines each. */
    static String of(JobExplanation explanation) {
        String reasons =
                explanation.reasons().stream().map(ExplanationText::lines).collect(Collectors.joining());
        return explanation.sentence() + reasons;
    }

    private static String lines(Reason reason) {
        String nodes = reason.nodes() == 0 ? "" : reason.nodes() + (reason.nodes() == 1 ? " node: " : " nodes: ");
        return "\n  " + nodes + reason.sentence() + "\n    would help: " + reason.nearestChange();
    }
}
