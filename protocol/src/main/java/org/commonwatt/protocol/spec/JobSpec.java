package org.commonwatt.protocol.spec;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Form;
import org.commonwatt.protocol.form.Range;
import org.commonwatt.protocol.form.Size;

/** A training job, declared. The same spec, seed, thread count and machine class give the same bits. */
@Doc("A training job: a dataset, a model, how to train it and what to measure.")
public record JobSpec(
        @Doc("Version of the spec's language.") @Range(min = 1, max = 1) @Default("1")
        int version,

        @Doc("A short name for people and lists.")
        @Form(
                pattern = "[a-z0-9][a-z0-9._-]{0,62}",
                words = "1 to 63 lower-case letters, digits, '.', '_' or '-', beginning with a letter or digit")
        String name,

        @Doc("What the job is for, for people.") @Size(max = 4000) @Nullable
        String description,

        @Doc("What to learn from.") DatasetUse dataset,
        @Doc("The network.") Model model,
        @Doc("What training makes small.") Loss loss,
        @Doc("How the parameters move.") Optimizer optimizer,
        @Doc("How long and in what portions.") Training training,

        @Doc("What is measured on the evaluation split, beside the loss.") @Size(max = 16) @Default("[]")
        List<Metric> metrics,

        @Doc("What the job may use of a machine.") @Default("{}")
        Resources resources,

        @Doc("When the job runs.") @Default("{}") JobSchedule schedule,

        @Doc("What the job gives for emitting less.") @Default("{}")
        Carbon carbon) {

    /** What most jobs need: to run as soon as a node has room. */
    public JobSpec(
            int version,
            String name,
            @Nullable String description,
            DatasetUse dataset,
            Model model,
            Loss loss,
            Optimizer optimizer,
            Training training,
            List<Metric> metrics,
            Resources resources) {
        this(
                version,
                name,
                description,
                dataset,
                model,
                loss,
                optimizer,
                training,
                metrics,
                resources,
                JobSchedule.AT_ONCE,
                Carbon.DEFAULT);
    }

    /** The same with another network. */
    public JobSpec with(Model other) {
        return new JobSpec(
                version,
                name,
                description,
                dataset,
                other,
                loss,
                optimizer,
                training,
                metrics,
                resources,
                schedule,
                carbon);
    }

    /** The same on another dataset. */
    public JobSpec with(DatasetUse other) {
        return new JobSpec(
                version,
                name,
                description,
                other,
                model,
                loss,
                optimizer,
                training,
                metrics,
                resources,
                schedule,
                carbon);
    }
}
