package org.commonwatt.worker.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.artifact.Sha256;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.plan.Plans;
import org.commonwatt.protocol.plan.WorkPlan;
import org.commonwatt.protocol.spec.DatasetUse;
import org.commonwatt.protocol.spec.EarlyStop;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.ModelRef;
import org.commonwatt.protocol.spec.Training;
import org.commonwatt.worker.pipe.ToTrainer;
import org.commonwatt.worker.training.checkpoint.Checkpoint;
import org.commonwatt.worker.training.checkpoint.RunState;
import org.commonwatt.worker.training.checkpoint.TrainedModel;
import org.commonwatt.worker.training.data.Batches;
import org.commonwatt.worker.training.data.DataFault;
import org.commonwatt.worker.training.data.Splits;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.network.Snapshot;
import org.commonwatt.worker.training.objective.Objective;
import org.commonwatt.worker.training.optimizer.StepSizes;
import org.commonwatt.worker.training.optimizer.Update;
import org.commonwatt.worker.training.seed.RunSeeds;
import org.commonwatt.worker.training.tensor.Torch;

/** Makes everything ready for a run: reads and checks spec and data, builds the network, restores a checkpoint. */
final class Preparations {

    private Preparations() {}

    /**
     * @param order what the daemon asked for
     * @throws Rejected when the spec is not one, or does not fit the dataset
     * @throws DataFault when a file is damaged or does not fit its manifest
     * @throws RunFailure when the checkpoint belongs to another run
     */
    static Prepared prepare(ToTrainer.Start order) throws Exception {
        JobSpec written = JobSpecs.fromJson(order.spec());
        TrainedModel base = base(written, order);
        JobSpec spec = pinned(written, base);
        JsonNode canonical = JobSpecs.toJson(spec);
        BaseModel baseModel = base == null ? null : base.model();
        WorkPlan work = Plans.plan(spec, order.dataset(), baseModel);
        requireMemory(spec, work, order.memoryBytes());
        Path workFolder = Files.createDirectories(Path.of(order.workFolder()));
        DatasetUse use = spec.dataset();
        Splits inputs = Splits.open(order.dataset(), use, order.files(), workFolder);
        if (spec.loss() instanceof Loss.BinaryCrossEntropy) {
            inputs.requireShares();
        }

        Engine engine = Torch.load();
        NDManager manager = engine.newBaseManager(Device.cpu());
        Built built = Built.of(spec, order.dataset(), work, base, manager);
        // By the spec alone, so that whoever resumes the run feeds it with the same bits.
        Integer threadsOfSpec = spec.training().threads();
        Torch.useThreads(threadsOfSpec == null ? 1 : threadsOfSpec);
        Splits data = built.fed(inputs, manager, workFolder);
        Network network = built.trained();
        Update update = Update.of(spec.optimizer(), network.layout(), manager);
        Objective objective = Objective.of(spec.loss());
        RunSeeds seeds = new RunSeeds(spec.training().seed());
        int batchSize = spec.training().batchSize();
        Batches train = data.train().batches(batchSize, manager);
        Batches held = data.evaluation().batches(batchSize, manager);
        Meter.Plan plan = length(spec.training(), train.perEpoch(), use);
        Learner.Steps steps = new Learner.Steps(
                update,
                new StepSizes(spec.optimizer(), spec.training().schedule(), plan.totalSteps()),
                spec.training().clipNorm());
        Learner.Data lessons =
                new Learner.Data(train, data.train().count(), spec.training().accumulation());
        Learner learner = new Learner(network, objective, steps, lessons, seeds);
        Evaluation evaluation = new Evaluation(network, spec, held, manager);
        EarlyStop stop = spec.training().earlyStop();
        BestSoFar best = stop == null ? null : new BestSoFar(stop, new Snapshot(network, manager));

        String identity = identity(canonical, order.dataset());
        built.initialise(spec.model(), seeds);
        RunState state;
        String checkpoint = order.checkpoint();
        if (checkpoint == null) {
            int threads = threads(spec, order.threads(), examples -> learner.rehearse(examples, manager));
            // Rehearsing may have moved running statistics.
            built.initialise(spec.model(), seeds);
            state = RunState.first(identity, threads);
        } else {
            state = resume(
                    Path.of(checkpoint),
                    identity,
                    new Checkpoint.Content(network, update, best == null ? null : best.weights()));
        }
        Torch.useThreads(state.threads());
        return new Prepared(
                spec,
                canonical,
                order.dataset(),
                workFolder,
                manager,
                built,
                update,
                best,
                learner,
                evaluation,
                plan,
                state,
                data);
    }

    /** The trained model that the spec refers to; its place is told under the reference as the spec writes it. */
    private static @Nullable TrainedModel base(JobSpec spec, ToTrainer.Start order)
            throws IOException, Rejected, RunFailure {
        if (!(spec.model() instanceof Model.Base base)) {
            return null;
        }
        String place = order.files().get(base.from().toString());
        if (place == null) {
            throw new RunFailure(FailureKind.SPEC, "The model " + base.from() + " was not brought here.");
        }
        return TrainedModel.open(Path.of(place));
    }

    /** The spec with its base by hash: the same bytes make the same run and the same model, wherever they came from. */
    private static JobSpec pinned(JobSpec spec, @Nullable TrainedModel base) {
        return base != null && spec.model() instanceof Model.Base written
                ? spec.with(written.from(new ModelRef.ByHash(base.sha256())))
                : spec;
    }

    /** Where the spec itself says what it may use, that was weighed when it was planned. */
    private static void requireMemory(JobSpec spec, WorkPlan work, long allowed) throws RunFailure {
        if (spec.resources().memory() == null && work.memoryBytes() > allowed) {
            throw new RunFailure(
                    FailureKind.OUT_OF_MEMORY,
                    "The run would need about %d MiB of memory; %d MiB are allowed here. A smaller batch, with accumulation in its place, needs less."
                            .formatted(work.memoryBytes() >> 20, allowed >> 20));
        }
    }

    /** How long the run is; of a text the plan can only expect how many windows it has, here they are counted. */
    private static Meter.Plan length(Training training, long batches, DatasetUse use) {
        long stepsPerEpoch = Math.ceilDiv(batches, training.accumulation());
        long epochs = Objects.requireNonNullElse(training.epochs(), 1);
        long steps = Objects.requireNonNullElse(training.steps(), epochs * stepsPerEpoch);
        return new Meter.Plan(steps, stepsPerEpoch, use.train(), use.evaluation());
    }

    private static int threads(JobSpec spec, @Nullable Integer ofOwner, ThreadChoice.Rehearsal rehearsal)
            throws DataFault, IOException {
        Integer ofSpec = spec.training().threads();
        if (ofSpec != null) {
            return ofSpec;
        }
        if (ofOwner != null) {
            return ofOwner;
        }
        int processors = Runtime.getRuntime().availableProcessors();
        return ThreadChoice.calibrate(processors, spec.training().batchSize(), rehearsal);
    }

    private static RunState resume(Path checkpoint, String identity, Checkpoint.Content content)
            throws IOException, RunFailure {
        RunState state = Checkpoint.state(checkpoint);
        if (!state.identity().equals(identity)) {
            throw new RunFailure(FailureKind.NODE_FAULT, "The checkpoint belongs to a run of another spec or dataset.");
        }
        Checkpoint.restore(checkpoint, content);
        return state;
    }

    private static String identity(JsonNode canonicalSpec, DatasetManifest dataset) {
        MessageDigest digest = Sha256.digest();
        digest.update(canonicalSpec.toString().getBytes(StandardCharsets.UTF_8));
        digest.update(DatasetManifests.sha256(dataset).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }
}
