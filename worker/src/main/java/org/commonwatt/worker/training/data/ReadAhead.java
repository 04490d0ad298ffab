package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A batch that another thread reads before it is asked for. */
final class ReadAhead {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);

    private final long number;
    private final Epoch epoch;
    private final FutureTask<Batches.Laid> reading;

    private ReadAhead(long number, Epoch epoch, FutureTask<Batches.Laid> reading) {
        this.number = number;
        this.epoch = epoch;
        this.reading = reading;
    }

    /** Begins to read batch {@code number} of {@code epoch}. */
    static ReadAhead start(long number, Epoch epoch, Callable<Batches.Laid> read) {
        FutureTask<Batches.Laid> reading = new FutureTask<>(read);
        Thread.ofVirtual().name("read-ahead").start(reading);
        return new ReadAhead(number, epoch, reading);
    }

    boolean isOf(long number, Epoch epoch) {
        return this.number == number && this.epoch.equals(epoch);
    }

    /** Waits until the memory that is read into is still. */
    void await() throws InterruptedIOException {
        try {
            laid();
        } catch (InterruptedIOException stopped) {
            throw stopped;
        } catch (DataFault | IOException | IllegalStateException failed) {
            LOG.debug("Batch {} could not be read ahead: {}", number, failed.toString());
        }
    }

    /** What was read, or the failure to read it. */
    Batches.Laid laid() throws DataFault, IOException {
        try {
            return reading.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case DataFault fault -> throw fault;
                case IOException broken -> throw broken;
                case null, default -> throw new IllegalStateException("a batch could not be read", failed.getCause());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while a batch was read");
        }
    }
}
