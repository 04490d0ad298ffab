package org.commonwatt.cli.job;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.Unreachable;
import org.commonwatt.cli.dataset.LocalDataset;
import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.plan.PlanView;
import org.commonwatt.protocol.plan.Plans;
import org.commonwatt.protocol.plan.WorkPlan;
import org.commonwatt.protocol.spec.DatasetRef;

/**
 * What a spec would need.
 *
 * @param work what follows from the spec and its dataset alone
 * @param service what the service adds, or null where it was not asked
 * @param note why the service was not asked, or null
 */
record Planning(
        WorkPlan work, @Nullable PlanView service, @Nullable String note) {

    /**
     * Plans without creating anything: by the service where it knows the dataset, else by arithmetic on this machine,
     * which knows no nodes.
     */
    static Planning of(SpecFile file, Service service, DataFolder folder) {
        return switch (file.spec().dataset().ref()) {
            case DatasetRef.Local local ->
                here(
                        file,
                        LocalDataset.read(file.folder().resolve(local.path())),
                        "The dataset is a local one, so this was worked out here, without asking which nodes fit.");
            case DatasetRef.Named named -> byServiceOrHere(file, named, service, folder);
            case DatasetRef.ByHash byHash -> byService(file, service);
        };
    }

    private static Planning byService(SpecFile file, Service service) {
        PlanView plan = service.plan(file.text());
        return new Planning(plan.work(), plan, null);
    }

    private static Planning byServiceOrHere(SpecFile file, DatasetRef.Named named, Service service, DataFolder folder) {
        try {
            return byService(file, service);
        } catch (Unreachable away) {
            Optional<LocalDataset> prepared = LocalDataset.prepared(folder, named);
            return here(
                    file,
                    prepared.orElseThrow(() -> away),
                    "No service answers at " + service.address()
                            + ", so this was worked out here, without asking which nodes fit.");
        }
    }

    private static Planning here(SpecFile file, LocalDataset dataset, String note) {
        try {
            return new Planning(Plans.plan(file.spec(), dataset.hashed().manifest()), null, note);
        } catch (Rejected rejected) {
            throw Failure.rejected(String.valueOf(file.path().getFileName()), rejected);
        }
    }
}
