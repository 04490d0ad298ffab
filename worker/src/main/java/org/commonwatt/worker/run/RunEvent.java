package org.commonwatt.worker.run;

import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.worker.client.Courier;
import org.commonwatt.worker.pipe.FromTrainer;

/** What a run is told; all of it is handled one by one on the run's own thread. */
sealed interface RunEvent {

    /** The run's inputs are here. */
    record InputsReady(Inputs inputs) implements RunEvent {}

    /** The run's inputs can't be had; {@code message} is a sentence for the job's owner. */
    record InputsMissing(String message) implements RunEvent {}

    /** The trainer said something. */
    record Said(FromTrainer message) implements RunEvent {}

    /** The trainer wrote something to the pipe that is no message. */
    record Babbled(String what) implements RunEvent {}

    /** The trainer writes more at once than any message is long. */
    record Overran(String what) implements RunEvent {}

    /** The trainer and all its output are gone. */
    record Exited(int status) implements RunEvent {}

    /** The service wants something. */
    record Directed(Directive directive) implements RunEvent {}

    /** The courier has nothing more to do. */
    record DeliveryEnded(Courier.End end) implements RunEvent {}

    /** The machine is to be free within seconds. */
    record Leaving(Release.Reason reason) implements RunEvent {}

    /** A release that was sent ahead of all that waits: taken by the service or not. */
    record ReleasedAlone(boolean taken) implements RunEvent {}

    /** The day's transfer does not suffice for the run's inputs. */
    record InputsTooLarge(String message) implements RunEvent {}
}
