package org.commonwatt.worker.training.data;

/** A dataset's file is damaged or does not fit its manifest. The message names the file, the record and the reason. */
public final class DataFault extends Exception {

    private static final long serialVersionUID = 1L;

    DataFault(String file, String reason) {
        super(file + ": " + reason);
    }

    /** @param record the record's number in the file, from 0 */
    DataFault(String file, long record, String reason) {
        super(file + ", record " + record + ": " + reason);
    }
}
