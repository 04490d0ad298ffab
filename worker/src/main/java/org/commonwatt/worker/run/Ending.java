package org.commonwatt.worker.run;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.artifact.Sha256;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.Completion.Outcome;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.worker.client.Delivery;
import org.commonwatt.worker.pipe.FromTrainer;

/**
 * Gathers what speaks for one ending of a run or another, and weighs it: a cancellation beats a result, a result beats a
 * failure, and a failure beats being stopped. Used by one thread.
 */
final class Ending {

    private FromTrainer.@Nullable Finished finished;
    private @Nullable Path adopted;
    private Outcome.@Nullable Failed failure;
    private Release.@Nullable Reason stopped;

    void finished(FromTrainer.Finished message) {
        finished = message;
    }

    /** Notes a failure; the first one counts, as later ones may be its consequence. */
    void failed(FailureKind kind, String message) {
        if (failure == null) {
            failure = new Outcome.Failed(kind, Reporter.text(message));
        }
    }

    /**
     * Notes that the run is to stop; only a cancellation overrules an earlier reason.
     *
     * @return whether this is news
     */
    boolean stopped(Release.Reason reason) {
        if (stopped == reason || (stopped != null && reason != Release.Reason.CANCELLED)) {
            return false;
        }
        stopped = reason;
        return true;
    }

    boolean isStopping() {
        return stopped != null;
    }

    /** Whether nothing explains yet why a trainer would end. */
    boolean isUnexplained() {
        return finished == null && failure == null && stopped == null;
    }

    /** The lease's last delivery; moves a model to where the courier finds it. */
    Delivery delivery(long epoch, @Nullable EnergyUse energy, RunFolder folder) throws IOException {
        if (stopped == Release.Reason.CANCELLED) {
            return new Delivery.Released(released(epoch, energy));
        }
        if (finished != null) {
            return trained(finished, epoch, energy, folder);
        }
        if (failure != null) {
            return new Delivery.Completed(new Completion(epoch, failure, energy), null);
        }
        return new Delivery.Released(released(epoch, energy));
    }

    /** How the task is given back, or null where the run ends with a result or a failure. */
    @Nullable
    Release release(long epoch, @Nullable EnergyUse energy) {
        boolean givesBack = stopped == Release.Reason.CANCELLED || (finished == null && failure == null);
        return givesBack ? released(epoch, energy) : null;
    }

    private Release released(long epoch, @Nullable EnergyUse energy) {
        return new Release(epoch, stopped == null ? Release.Reason.SHUTDOWN : stopped, energy);
    }

    private Delivery trained(FromTrainer.Finished done, long epoch, @Nullable EnergyUse energy, RunFolder folder)
            throws IOException {
        String name = "model.safetensors";
        // Asked again where the disk did not take the delivery, when the file has been moved already.
        Path model = adopted == null ? folder.adopt(done.model(), name) : adopted;
        adopted = model;
        if (model == null) {
            Outcome.Failed none =
                    new Outcome.Failed(FailureKind.NODE_FAULT, "The trainer finished without leaving a model.");
            return new Delivery.Completed(new Completion(epoch, none, energy), null);
        }
        Outcome.Trained trained = new Outcome.Trained(Sha256.of(model), done.step(), done.evaluation());
        return new Delivery.Completed(new Completion(epoch, trained, energy), name);
    }
}
