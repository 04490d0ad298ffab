package org.commonwatt.worker.client;

import java.io.IOException;

/** A file was not fetched, as it would have gone beyond what the machine's owner lets a day move. */
public final class TransferSpent extends IOException {

    private static final long serialVersionUID = 1L;

    TransferSpent(long size) {
        super("fetching " + size + " bytes more would go beyond the day's transfer that the machine's owner lends");
    }
}
