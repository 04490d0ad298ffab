package org.commonwatt.api.job;

import java.util.UUID;

import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

import org.commonwatt.api.artifact.Artifacts;
import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.job.JobView;

/** Trained models. */
@Component
public class Models {

    private final JobViews views;
    private final Artifacts artifacts;

    Models(JobViews views, Artifacts artifacts) {
        this.views = views;
        this.artifacts = artifacts;
    }

    /** A job's model: its name for people, its hash, and its safetensors bytes. */
    public record Model(String jobName, String sha256, Resource bytes) {}

    /**
     * The model of a job of the account.
     *
     * @throws NotFound when the account has no such job
     * @throws ModelNotReady when the job has not succeeded
     * @throws org.commonwatt.api.artifact.ArtifactDamaged when its bytes are not what they were
     */
    public Model of(UUID accountId, UUID jobId) {
        JobView job = views.find(accountId, jobId).orElseThrow(() -> new NotFound("job " + jobId));
        JobView.ModelRef model = job.model();
        if (model == null) {
            throw new ModelNotReady(job);
        }
        return new Model(job.name(), model.sha256(), artifacts.require(Sha256.parse(model.sha256())));
    }
}
