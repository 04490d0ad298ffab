package org.commonwatt.cli.dataset;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;

@Command(
        name = "list",
        description = "Lists the datasets that are prepared on this machine.",
        footer = {"", "Examples:", "  commonwatt data list", "  commonwatt data list --json"})
public final class DataListCommand implements Callable<Integer> {

    private final Setting setting;

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder.")
    private @Nullable Path data;

    @Mixin
    private JsonOption json = new JsonOption();

    public DataListCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        new DatasetListing(LocalDataset.allPrepared(DataFolder.of(data, setting), setting.terminal()::say).stream()
                        .map(DatasetListing.Row::of)
                        .toList())
                .show(setting.terminal(), json);
        return 0;
    }
}
