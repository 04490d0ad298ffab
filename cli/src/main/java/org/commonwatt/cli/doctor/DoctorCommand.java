package org.commonwatt.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;

@Command(
        name = "doctor",
        description = {
            "Says what is wrong on this machine and how to mend it.",
            "Exit code 1 when something essential is wrong."
        },
        footer = {"", "Examples:", "  commonwatt doctor", "  commonwatt doctor --data /srv/commonwatt --json"})
public final class DoctorCommand implements Callable<Integer> {

    private final Setting setting;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public DoctorCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        List<Finding> findings = examine();
        boolean healthy = findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.WRONG);
        if (json.wanted()) {
            setting.terminal().json(new Examination(healthy, findings));
        } else {
            findings.forEach(this::print);
        }
        return healthy ? 0 : 1;
    }

    private List<Finding> examine() {
        DataFolder data = options.dataFolder(setting);
        Service service = options.service(setting);
        Tools tools = new Tools(setting);
        Installed installed = new Installed(setting, data);
        List<CompletableFuture<Finding>> checks = List.of(
                CompletableFuture.supplyAsync(tools::java),
                CompletableFuture.supplyAsync(tools::maven),
                CompletableFuture.supplyAsync(tools::node),
                CompletableFuture.supplyAsync(installed::programs),
                CompletableFuture.supplyAsync(() -> Machine.disk(data)),
                CompletableFuture.supplyAsync(() -> Machine.port(service)),
                CompletableFuture.supplyAsync(installed::database),
                CompletableFuture.supplyAsync(installed::worker),
                CompletableFuture.supplyAsync(tools::sandbox),
                CompletableFuture.supplyAsync(() -> installed.service(service)));
        return checks.stream().map(CompletableFuture::join).toList();
    }

    private void print(Finding finding) {
        setting.terminal()
                .result(String.format(
                        Locale.ROOT,
                        "%-5s  %-9s  %s",
                        finding.verdict().toString().toLowerCase(Locale.ROOT),
                        finding.subject(),
                        finding.says()));
        if (finding.cure() != null) {
            setting.terminal().result("                  → " + finding.cure());
        }
    }

    /** What {@code --json} prints. */
    private record Examination(boolean healthy, List<Finding> findings) {}
}
