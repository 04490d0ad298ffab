package org.commonwatt.worker.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.architecture.Architectures;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.plan.FrozenFeatures;
import org.commonwatt.protocol.plan.Plans;
import org.commonwatt.protocol.plan.WorkPlan;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.LayerNames;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.worker.training.checkpoint.TrainedModel;
import org.commonwatt.worker.training.data.DataFault;
import org.commonwatt.worker.training.data.Splits;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.network.TextPair;
import org.commonwatt.worker.training.seed.RunSeeds;

/**
 * A spec's network as it stands in memory.
 *
 * @param model all its layers; none where it is no list of layers
 * @param frozen the layers of a base that stay as they are, or null where all learn
 * @param trained the layers that learn, after the frozen ones
 * @param features shape of what {@code frozen} makes of an input, where that is computed once and fed to {@code trained};
 *     null where {@code trained} takes the inputs themselves
 * @param base the trained model that it begins with, or null
 */
record Built(
        BaseModel model,
        @Nullable Network frozen,
        Network trained,
        @Nullable List<Long> features,
        @Nullable TrainedModel base) {

    /** @param manager holds the network's memory */
    static Built of(
            JobSpec spec, DatasetManifest dataset, WorkPlan work, @Nullable TrainedModel base, NDManager manager)
            throws IOException, Rejected {
        Network transducer = transducer(spec, manager);
        if (transducer != null) {
            return new Built(new BaseModel(null, List.of()), null, transducer, null, null);
        }
        List<Layer> layers = Plans.layers(spec, dataset, base == null ? null : base.model());
        List<LayerPlan> plans = work.layers();
        BaseModel model = new BaseModel(plans.getFirst().inputShape(), layers);
        int cut = Architectures.frozen(spec.model(), layers);
        if (cut == 0 || base == null) {
            return new Built(model, null, new Network(manager, layers, plans), null, base);
        }
        List<LayerPlan> kept = plans.subList(0, cut);
        Network frozen = new Network(manager, layers.subList(0, cut), kept);
        base.fill(frozen, kept.stream().map(LayerPlan::name).toList());
        boolean once = FrozenFeatures.areKept(spec, kept.getLast(), examples(spec, dataset));
        Network trained = new Network(
                manager, layers.subList(cut, layers.size()), plans.subList(cut, plans.size()), once ? null : frozen);
        return new Built(model, frozen, trained, once ? kept.getLast().outputShape() : null, base);
    }

    /**
     * The network of a finished model, its values not read yet.
     *
     * @param made the layers that its file names, or null where it names none
     */
    static Network asTrained(JobSpec spec, DatasetManifest dataset, @Nullable BaseModel made, NDManager manager)
            throws Rejected {
        Network transducer = transducer(spec, manager);
        if (transducer != null) {
            return transducer;
        }
        List<Layer> layers = made == null ? Plans.layers(spec, dataset, null) : made.layers();
        return new Network(manager, layers, Plans.follow(layers, spec, dataset));
    }

    private static @Nullable Network transducer(JobSpec spec, NDManager manager) {
        TextUse text = spec.dataset().text();
        if (spec.model() instanceof Model.Transducer transducer && text != null && text.targetLength() != null) {
            TextPair texts = new TextPair(
                    text.length(),
                    text.tokenizer().vocabulary(),
                    text.targetLength(),
                    text.ofTargets().vocabulary());
            return Network.transducer(manager, transducer, texts);
        }
        if (spec.model() instanceof Model.Word2vec words && text != null) {
            return Network.words(manager, words, text.tokenizer().vocabulary());
        }
        return null;
    }

    private static long examples(JobSpec spec, DatasetManifest dataset) {
        return Stream.of(spec.dataset().train(), spec.dataset().evaluation())
                .map(split -> dataset.splits().get(split))
                .filter(Objects::nonNull)
                .mapToLong(DatasetSplit::examples)
                .sum();
    }

    /** All networks whose layers together are the model's, in order. */
    List<Network> parts() {
        return Stream.of(frozen, trained).filter(part -> part != null).toList();
    }

    /** What the learning part is fed with in the place of {@code data}. */
    Splits fed(Splits data, NDManager manager, Path workFolder) throws DataFault, IOException {
        return frozen == null || features == null
                ? data
                : data.computed(frozen::evaluate, features, manager, workFolder);
    }

    /** Gives what learns the values that it has before training: drawn, or the base's where it is one that goes on learning. */
    void initialise(Model spec, RunSeeds seeds) throws IOException, Rejected {
        trained.initialise(seeds.ofInitialValues());
        if (base != null && frozen == null && spec instanceof Model.Base of) {
            int kept = model.layers().size() - of.layers().size();
            base.fill(trained, LayerNames.of(model.layers()).subList(0, kept));
        }
    }
}
