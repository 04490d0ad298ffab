package org.commonwatt.cli.node;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import org.commonwatt.cli.client.Loopback;
import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.ServiceOptions;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.protocol.node.Joining;

@Command(
        name = "code",
        description = "Makes a code with which one machine may join within some minutes.",
        footer = {
            "",
            "Examples:",
            "  commonwatt node code",
            "  ssh other commonwatt worker join http://here:8480 --code $(commonwatt node code --json | jq -r .code)"
        })
public final class NodeCodeCommand implements Callable<Integer> {

    private final Setting setting;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    public NodeCodeCommand(Setting setting) {
        this.setting = setting;
    }

    @Override
    public Integer call() {
        Service service = options.service(setting);
        Joining.Code code = service.joiningCode();
        if (json.wanted()) {
            setting.terminal().json(code);
            return 0;
        }
        setting.terminal().result(code.code());
        setting.terminal()
                .say("Good for one machine until " + code.expiresAt() + ". On it, run:\n  commonwatt worker join "
                        + service.address() + " --code " + code.code());
        if (Loopback.is(service.address())) {
            setting.terminal()
                    .say("On another machine than this, put this one's name or address in the place of "
                            + service.address().getHost() + ". A service that 'commonwatt up' runs listens to this"
                            + " machine alone unless it has --host.");
        }
        return 0;
    }
}
