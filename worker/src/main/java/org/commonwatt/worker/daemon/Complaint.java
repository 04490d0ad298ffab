package org.commonwatt.worker.daemon;

import java.io.IOException;

import org.commonwatt.protocol.machine.FileTrouble;

/** Something that a person can mend: one sentence on what is wrong, and the cure. */
final class Complaint extends Exception {

    private static final long serialVersionUID = 1L;

    /** What the process exits with; 2 is a wrong command line. */
    enum Code {
        /** The machine or its data folder is not as it should be. */
        MACHINE(1),
        /** This machine has no identity that the service accepts. */
        IDENTITY(3),
        /** The service is away. */
        SERVICE(4);

        final int status;

        Code(int status) {
            this.status = status;
        }
    }

    private final Code code;

    Complaint(Code code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /** A file or folder of this machine that could not be used. */
    static Complaint about(IOException trouble) {
        return new Complaint(
                Code.MACHINE, "This machine's files can't be used as they are: " + FileTrouble.of(trouble) + ".");
    }

    int status() {
        return code.status;
    }
}
