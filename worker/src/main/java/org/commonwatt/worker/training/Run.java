package org.commonwatt.worker.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.spec.Training;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;
import org.commonwatt.worker.training.checkpoint.Best;
import org.commonwatt.worker.training.checkpoint.Checkpoint;
import org.commonwatt.worker.training.checkpoint.ModelFile;
import org.commonwatt.worker.training.checkpoint.RunState;
import org.commonwatt.worker.training.data.DataFault;
import org.commonwatt.worker.training.tensor.Torch;

/** The loop: steps, evaluations, checkpoints by time, by steps and on request, and the model at the end. */
final class Run {

    private final Prepared prepared;
    private final Orders orders;
    private final Reports reports;
    private final Meter meter;
    private RunState state;
    private long checkpointedStep;
    private long checkpointedAt = System.nanoTime();

    Run(Prepared prepared, Orders orders, Reports reports) {
        this.prepared = prepared;
        this.orders = orders;
        this.reports = reports;
        this.state = prepared.state();
        this.checkpointedStep = state.step();
        this.meter = new Meter(
                reports, prepared.plan(), state.step(), state.evaluation().get("accuracy"));
    }

    /** Trains until the end or until asked to stop, and says how it ended. */
    FromTrainer execute() throws DataFault, IOException, RunFailure {
        Meter.Plan plan = prepared.plan();
        reports.say(new FromTrainer.Started(state.step(), plan.totalSteps(), state.threads()));
        reports.log("INFO", opening(plan));
        if (!Torch.usesOneDnn()) {
            reports.log(
                    "WARN", "The engine's oneDNN computes wrongly on this machine; it goes without, which is slower.");
        }
        if (!evaluateIfDue()) {
            return stop();
        }
        while (!isOver()) {
            if (orders.stop() != null) {
                return stop();
            }
            step();
            if (!evaluateIfDue()) {
                return stop();
            }
            checkpointIfDue();
        }
        return finish();
    }

    private String opening(Meter.Plan plan) {
        String begin = state.step() == 0
                ? "Training begins"
                : String.format(Locale.ROOT, "Training goes on after step %,d", state.step());
        return String.format(
                Locale.ROOT,
                "%s: %,d parameters, %,d steps in all, on %s.",
                begin,
                prepared.network().layout().size(),
                plan.totalSteps(),
                state.threads() == 1 ? "one thread" : state.threads() + " threads");
    }

    private boolean isOver() {
        BestSoFar best = prepared.best();
        return state.step() >= prepared.plan().totalSteps() || (best != null && best.isOver(state.best()));
    }

    private FromTrainer finish() throws IOException {
        Best best = state.best();
        if (prepared.best() != null && best != null) {
            prepared.best().weights().putBack();
            reports.log(
                    "INFO",
                    "The best %s, %.6g, was that after step %d of %d; the model is the one of then."
                            .formatted(prepared.best().name(), best.value(), best.step(), state.step()));
        }
        Path model = prepared.workFolder().resolve("model.safetensors");
        ModelFile.write(
                model,
                prepared.canonicalSpec(),
                prepared.dataset(),
                new ModelFile.Inputs(prepared.data().texts(), prepared.data().inputType()),
                prepared.built().model(),
                prepared.built().parts());
        Map<String, Double> evaluation = best == null ? state.evaluation() : best.evaluation();
        return new FromTrainer.Finished(state.step(), model.toString(), evaluation);
    }

    private void step() throws DataFault, IOException, RunFailure {
        long start = System.nanoTime();
        Learner.Result result = prepared.learner().step(state.step(), prepared.manager());
        if (!result.isFinite()) {
            String what = Double.isFinite(result.loss())
                    ? "The gradient's norm was " + result.gradientNorm()
                    : "The loss was " + result.loss();
            throw notFinite(what + " in step " + (state.step() + 1));
        }
        state = state.after(state.step() + 1, result.loss());
        meter.stepped(state.step(), result, System.nanoTime() - start);
    }

    private boolean isEvaluationDue() {
        long step = state.step();
        if (step == 0 || state.evaluatedStep() == step) {
            return false;
        }
        Long given = prepared.spec().training().evaluateSteps();
        long every = given == null ? prepared.plan().stepsPerEpoch() : given;
        return step % every == 0 || step == prepared.plan().totalSteps();
    }

    /** Evaluates if it is time to; false when asked to stop before it was done. */
    private boolean evaluateIfDue() throws DataFault, IOException, RunFailure {
        if (!isEvaluationDue()) {
            return true;
        }
        Evaluation.Result result = prepared.evaluation().run(() -> {
            meter.pulse();
            return orders.stop() == null;
        });
        return switch (result) {
            case Evaluation.Result.Interrupted asked -> false;
            case Evaluation.Result.Measured(Map<String, Double> values) -> {
                evaluated(values);
                yield true;
            }
        };
    }

    private void evaluated(Map<String, Double> values) throws RunFailure {
        long step = state.step();
        if (!values.containsKey("loss")) {
            throw notFinite("The loss on the evaluation split was not a finite number after step " + step);
        }
        BestSoFar best = prepared.best();
        state = state.evaluated(values, best == null ? null : best.after(step, values, state.best()));
        meter.evaluated(values);
    }

    private void checkpointIfDue() throws IOException {
        Training training = prepared.spec().training();
        Long steps = training.checkpointSteps();
        boolean late =
                System.nanoTime() - checkpointedAt >= training.checkpointEvery().toNanos()
                        || (steps != null && state.step() - checkpointedStep >= steps);
        if (orders.takeCheckpoint() || late) {
            checkpoint();
        }
    }

    private void checkpoint() throws IOException {
        Path file = prepared.workFolder().resolve("checkpoint-" + state.step() + ".safetensors");
        if (state.step() != checkpointedStep) {
            Checkpoint.write(file, state, prepared.content());
            reports.say(new FromTrainer.CheckpointWritten(state.step(), file.toString()));
            checkpointedStep = state.step();
        }
        checkpointedAt = System.nanoTime();
    }

    private FromTrainer stop() throws IOException {
        ToTrainer.Stop order = orders.stop();
        if (order != null && order.withCheckpoint()) {
            checkpoint();
        }
        return new FromTrainer.Stopped(state.step());
    }

    private RunFailure notFinite(String what) {
        Double last = state.lastLoss();
        String before = last == null
                ? "No step before it had a finite loss."
                : "The last finite loss was %.6g, in step %d.".formatted(last, state.step());
        return new RunFailure(
                FailureKind.NOT_FINITE,
                what + ". " + before
                        + " A smaller learning rate, inputs scaled to about 0..1, or normalisation layers may help.");
    }
}
