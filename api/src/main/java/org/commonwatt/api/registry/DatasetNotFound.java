package org.commonwatt.api.registry;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;
import org.commonwatt.protocol.spec.DatasetRef;

/** A spec refers to a dataset that is not published here, or not the account's to use. */
public final class DatasetNotFound extends Refusal {

    private static final long serialVersionUID = 1L;

    private DatasetNotFound(String detail) {
        super(ProblemType.DATASET_NOT_FOUND, detail);
    }

    static DatasetNotFound unknown(DatasetRef ref) {
        return new DatasetNotFound(
                "The dataset '" + ref
                        + "' is not published here. Publish it first (POST /api/v1/datasets), or list what there is (GET /api/v1/datasets).");
    }

    static DatasetNotFound local(DatasetRef.Local ref) {
        return new DatasetNotFound("The dataset '" + ref
                + "' is a path on your machine, which the service can't read. The commonwatt command publishes it for you; "
                + "over REST, publish it (POST /api/v1/datasets) and refer to it as name@version.");
    }
}
