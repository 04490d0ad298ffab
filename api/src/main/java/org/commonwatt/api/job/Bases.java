package org.commonwatt.api.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

import org.commonwatt.api.artifact.Artifacts;
import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.architecture.ModelHeader;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.ModelRef;

/** Finds the trained models that specs begin with. */
@Component
class Bases {

    private static final String WHERE = "/model/from";

    private final JobViews jobs;
    private final Artifacts artifacts;

    Bases(JobViews jobs, Artifacts artifacts) {
        this.jobs = jobs;
        this.artifacts = artifacts;
    }

    /**
     * The model that a spec begins with, or null where it begins with none.
     *
     * @throws Rejected at its reference when it is not there, not the account's to use, or no model to begin with
     */
    Materials.@Nullable Base find(JobSpec spec, UUID accountId) throws Rejected {
        return spec.model() instanceof Model.Base base ? read(file(base.from(), accountId)) : null;
    }

    private Sha256 file(ModelRef from, UUID accountId) throws Rejected {
        return switch (from) {
            case ModelRef.OfJob ofJob -> modelOf(ofJob, accountId);
            case ModelRef.ByHash byHash -> uploaded(byHash, accountId);
            case ModelRef.Local local ->
                throw Rejected.at(
                        WHERE,
                        "'" + local
                                + "' is a path on your machine, which the service can't read. The commonwatt command"
                                + " uploads the model for you; over REST, upload it (PUT /api/v1/artifacts/HASH) and refer"
                                + " to it as sha256:HASH");
        };
    }

    private Sha256 modelOf(ModelRef.OfJob ref, UUID accountId) throws Rejected {
        JobView job = jobs.find(accountId, ref.id())
                .orElseThrow(() -> Rejected.at(WHERE, "your account has no job " + ref.id()));
        JobView.ModelRef model = job.model();
        if (model == null) {
            throw Rejected.at(
                    WHERE,
                    "the job " + ref.id() + " is " + job.state()
                            + (job.state().isFinal()
                                    ? " and left no model"
                                    : "; its model is there once it SUCCEEDED"));
        }
        return Sha256.parse(model.sha256());
    }

    private Sha256 uploaded(ModelRef.ByHash ref, UUID accountId) throws Rejected {
        Sha256 hash = Sha256.parse(ref.sha256());
        if (!artifacts.exists(hash, accountId)) {
            throw Rejected.at(WHERE, "the bytes of " + ref + " are not here: PUT /api/v1/artifacts/" + hash + " first");
        }
        return hash;
    }

    private Materials.Base read(Sha256 file) throws Rejected {
        Resource bytes = artifacts.require(file);
        try (InputStream start = bytes.getInputStream()) {
            return new Materials.Base(file, artifacts.size(file).orElseThrow(), ModelHeader.base(start));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
