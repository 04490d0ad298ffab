package org.commonwatt.cli.job;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.commonwatt.cli.client.Refused;
import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.Unreachable;
import org.commonwatt.cli.dataset.LocalDataset;
import org.commonwatt.cli.dataset.Preparation;
import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.architecture.ModelHeader;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetView;
import org.commonwatt.protocol.plan.PlanView;
import org.commonwatt.protocol.plan.Plans;
import org.commonwatt.protocol.plan.WorkPlan;
import org.commonwatt.protocol.spec.DatasetRef;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.ModelRef;

/**
 * What a spec would need.
 *
 * @param work what follows from the spec, its dataset and its base alone
 * @param service what the service adds, or null where it was not asked
 * @param note why the service was not asked, or null
 */
record Planning(
        WorkPlan work, @Nullable PlanView service, @Nullable String note) {

    private static final String HERE = ", so this was worked out here, without asking which nodes fit.";

    /**
     * Plans without creating anything: by the service where it knows the dataset and the base, else by arithmetic on this
     * machine, which knows no nodes.
     */
    static Planning of(SpecFile file, Service service, DataFolder folder) {
        DatasetRef ref = file.spec().dataset().ref();
        if (ref instanceof DatasetRef.Local local) {
            DatasetManifest manifest = LocalDataset.read(file.folder().resolve(local.path()))
                    .hashed()
                    .manifest();
            return here(file, manifest, service, "The dataset is a local one" + HERE);
        }
        if (LocalModel.of(file).isPresent()) {
            String note = "The model that it begins with is a local one" + HERE;
            return here(file, manifest(ref, service, folder), service, note);
        }
        return ref instanceof DatasetRef.Named named
                ? byServiceOrHere(file, named, service, folder)
                : byService(file, service);
    }

    private static Planning byService(SpecFile file, Service service) {
        PlanView plan = service.plan(file.text());
        return new Planning(plan.work(), plan, null);
    }

    private static Planning byServiceOrHere(SpecFile file, DatasetRef.Named named, Service service, DataFolder folder) {
        try {
            return byService(file, service);
        } catch (Unreachable away) {
            DatasetManifest manifest = prepared(named, folder).orElseThrow(() -> Preparation.missing(named, away));
            return here(file, manifest, service, "No service answers at " + service.address() + HERE);
        } catch (Refused refused) {
            if (!refused.is("dataset-not-found")) {
                throw refused;
            }
            DatasetManifest manifest = prepared(named, folder).orElseThrow(() -> Preparation.missing(named, refused));
            return here(file, manifest, service, "The service does not have the dataset yet" + HERE);
        }
    }

    /** A dataset that is published, or where it is not, prepared here. */
    private static DatasetManifest manifest(DatasetRef ref, Service service, DataFolder folder) {
        Optional<DatasetManifest> here =
                ref instanceof DatasetRef.Named named ? prepared(named, folder) : Optional.empty();
        try {
            return service.datasets().stream()
                    .filter(view -> isNamed(view, ref))
                    .map(DatasetView::manifest)
                    .findFirst()
                    .or(() -> here)
                    .orElseThrow(() -> Preparation.missing(
                            ref, new Failure("The dataset " + ref + " is neither published nor prepared here.")));
        } catch (Unreachable away) {
            return here.orElseThrow(() -> Preparation.missing(ref, away));
        }
    }

    private static boolean isNamed(DatasetView view, DatasetRef ref) {
        return switch (ref) {
            case DatasetRef.Named named -> view.ref().equals(named.toString());
            case DatasetRef.ByHash byHash -> view.sha256().equals(byHash.sha256());
            case DatasetRef.Local local -> false;
        };
    }

    private static Optional<DatasetManifest> prepared(DatasetRef.Named named, DataFolder folder) {
        return LocalDataset.prepared(folder, named)
                .map(dataset -> dataset.hashed().manifest());
    }

    private static Planning here(SpecFile file, DatasetManifest manifest, Service service, String note) {
        try {
            return new Planning(Plans.plan(file.spec(), manifest, base(file, service)), null, note);
        } catch (Rejected rejected) {
            throw Failure.rejected(String.valueOf(file.path().getFileName()), located(file, rejected));
        }
    }

    private static Rejected located(SpecFile file, Rejected rejected) {
        try {
            return JobSpecs.locate(rejected, file.text().bytes(), file.text().format());
        } catch (Rejected unreadable) {
            throw new IllegalStateException("the spec was read before", unreadable);
        }
    }

    private static @Nullable BaseModel base(SpecFile file, Service service) throws Rejected {
        if (!(file.spec().model() instanceof Model.Base base)) {
            return null;
        }
        return switch (base.from()) {
            case ModelRef.Local local -> LocalModel.of(file).orElseThrow().model();
            case ModelRef.OfJob ofJob -> beginning(service.model(ofJob.id()));
            case ModelRef.ByHash byHash -> beginning(service.artifact(byHash.sha256()));
        };
    }

    /** Reads no more of a model than says what it is made of. */
    private static BaseModel beginning(InputStream model) throws Rejected {
        try (model) {
            return ModelHeader.base(model);
        } catch (IOException e) {
            throw new Failure("The connection broke before the model that the spec begins with was read. Try again.");
        }
    }
}
