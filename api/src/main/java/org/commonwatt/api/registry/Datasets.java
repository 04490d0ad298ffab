package org.commonwatt.api.registry;

import java.util.UUID;

import org.commonwatt.protocol.spec.DatasetRef;

/** The published datasets. */
public interface Datasets {

    /**
     * The version that a spec refers to.
     *
     * @throws DatasetNotFound when it is not published, not the account's to use, or a path on somebody's machine
     */
    DatasetVersion require(DatasetRef ref, UUID accountId);
}
