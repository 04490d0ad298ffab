package org.commonwatt.api.lease;

import java.util.List;
import java.util.UUID;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobView;

import static org.assertj.core.api.Assertions.assertThat;

/** What a node says stands in the service's log as a part of the service's own lines. */
class LogLinesTest {

    private static final String FORGED =
            "boom\r\n2026-06-01T12:00:00Z ERROR all is lost\u001b[2J\u009b31m\u2028" + "x".repeat(1000);

    private final LeaseWorld world = LeaseWorld.empty();
    private final Logger logger = (Logger) LoggerFactory.getLogger("org.commonwatt.api");
    private final @Nullable Level before = logger.getLevel();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(logged);
        logger.setLevel(before);
    }

    @Test
    void aNodesMessageForgesNoLineAndIsCutThere() {
        UUID jobId = world.submit();
        Holder attic = world.node("attic");

        attic.failed(attic.take(), FailureKind.NODE_FAULT, FORGED);

        List<String> lines =
                logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(lines).filteredOn(line -> line.contains("boom")).hasSize(2);
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.codePoints().anyMatch(Character::isISOControl))
                    .as(line)
                    .isFalse();
            assertThat(line).doesNotContain("\u2028").hasSizeLessThan(500);
        });
        JobView job = world.job(jobId);
        assertThat(job.stateReason()).as("its owner is told all of it").contains(FORGED);
    }
}
