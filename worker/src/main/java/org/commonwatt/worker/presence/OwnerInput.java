package org.commonwatt.worker.presence;

import java.util.Optional;

import org.commonwatt.worker.limits.Circumstances.Input;

/** Something that knows when the owner last touched the machine. */
interface OwnerInput {

    /** The last input, or nothing where this does not apply to the machine as it is now. */
    Optional<Input> last();
}
