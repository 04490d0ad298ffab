package org.commonwatt.cli.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.protocol.spec.DatasetRef;

@Command(
        name = "prepare",
        description = {
            "Makes the examples' datasets in the data folder, where specs find them by name.",
            "What is there already stays; packages are fetched once, then no network is needed.",
            "One that can't be made here is named at the end, after the others."
        },
        footer = {"", "Examples:", "  commonwatt data prepare", "  commonwatt data prepare digits spam"})
public final class DataPrepareCommand implements Callable<Integer> {

    private final Setting setting;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Which ones. Default: all.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
    private @Nullable Path data;

    @Mixin
    private JsonOption json = new JsonOption();

    public DataPrepareCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        DataFolder folder = DataFolder.of(data, setting);
        Preparation preparation = new Preparation(setting.installation(), folder, setting.terminal()::say);
        List<DatasetListing.Row> rows = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (DatasetRef.Named ref : wanted()) {
            try {
                rows.add(DatasetListing.Row.of(preparation.prepare(ref)));
            } catch (Failure failure) {
                // One that can't be made here must not keep the others from being made.
                faults.add(ref + ": " + failure.getMessage());
            }
        }
        if (!rows.isEmpty()) {
            new DatasetListing(rows).show(setting.terminal(), json);
        }
        if (!faults.isEmpty()) {
            throw new Failure(String.join("\n", faults));
        }
        return 0;
    }

    private List<DatasetRef.Named> wanted() {
        if (names.isEmpty()) {
            return Preparation.known();
        }
        return names.stream().map(DataPrepareCommand::known).distinct().toList();
    }

    private static DatasetRef.Named known(String name) {
        return Preparation.known().stream()
                .filter(ref -> ref.name().equals(name) || ref.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new Failure("There is no example dataset '" + name + "'. There are: "
                        + Preparation.known().stream()
                                .map(DatasetRef.Named::name)
                                .collect(Collectors.joining(", "))
                        + "."));
    }
}
