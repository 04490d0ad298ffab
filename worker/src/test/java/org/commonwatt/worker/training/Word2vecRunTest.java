package org.commonwatt.worker.training;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.plan.Plans;

import static org.assertj.core.api.Assertions.assertThat;

class Word2vecRunTest {

    @TempDir
    Path folder;

    @Test
    void theLossOfWordsVectorsFallsBelowThatOfGuessing() throws Exception {
        Jobs job = TextJobs.topics(folder);

        LocalRun run = LocalRun.of(job.start(folder.resolve("work")));

        // Zero scores cost ln 2 each, for the neighbour and five others.
        assertThat(run.points("loss", "train").getFirst().value()).isBetween(4.1, 4.2);
        assertThat(run.finished().evaluation().get("loss")).isLessThan(3.4);
        try (Prepared prepared = Preparations.prepare(job.start(folder.resolve("other")))) {
            assertThat(prepared.network().layout().size())
                    .isEqualTo(Plans.plan(job.spec(), job.dataset()).parameters());
        }
    }
}
