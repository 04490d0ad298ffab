package org.commonwatt.cli.node;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import org.commonwatt.cli.stub.Screen;
import org.commonwatt.cli.stub.ServiceCommands;
import org.commonwatt.cli.stub.StubService;
import org.commonwatt.protocol.Problem;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.protocol.node.Joining;
import org.commonwatt.protocol.node.NodeView;
import org.commonwatt.protocol.node.OwnerLimit;
import org.commonwatt.protocol.plan.PlanView.IntensityView;

import static org.assertj.core.api.Assertions.assertThat;

class NodeCommandsTest extends ServiceCommands {

    private static final UUID ATTIC = UUID.fromString("0198c2f4-11d0-7abc-8def-001122334455");
    private static final UUID CELLAR = UUID.fromString("0198c2f4-22e1-7abc-8def-001122334455");
    private static final Instant SINCE = Screen.NOW.minusSeconds(60);
    private static final String NODES = "GET /api/v1/nodes";
    private static final String DRAIN = "/api/v1/nodes/" + ATTIC + "/drain";

    private static String failureOf(Callable<Integer> command, String... arguments) {
        StringBuilder said = new StringBuilder();
        int code = new CommandLine(command)
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    said.append(thrown.getMessage());
                    return 1;
                })
                .execute(arguments);
        assertThat(code).isEqualTo(1);
        return said.toString();
    }

    private void hasNodes(NodeView... nodes) {
        stub.json(NODES, 200, new NodeView.Page(List.of(nodes)));
    }

    private static NodeView node(UUID id, String name, boolean working, @Nullable Instant drainedAt) {
        return node(id, name, working, drainedAt, null);
    }

    private static NodeView node(
            UUID id, String name, boolean working, @Nullable Instant drainedAt, @Nullable OwnerLimit limit) {
        return new NodeView(
                id,
                name,
                working ? NodeView.State.WORKING : NodeView.State.IDLE,
                new Capability(
                        "linux",
                        "amd64",
                        "AMD EPYC",
                        4,
                        65,
                        "table",
                        false,
                        8L << 30,
                        1L << 40,
                        List.of(),
                        null,
                        1,
                        "FRA",
                        1,
                        "0.1.0",
                        limit),
                new IntensityView(42, "FRA", "a test", null),
                Screen.NOW.minusSeconds(9000),
                Screen.NOW.minusSeconds(2),
                working ? new NodeView.RunningJob(new UUID(1, 2), "digits-cnn") : null,
                3,
                1.5,
                drainedAt);
    }

    @Test
    void theListTellsDrainedNodesAndThoseThatTheirOwnersNeedFromOthers() {
        hasNodes(
                node(ATTIC, "attic", true, SINCE),
                node(CELLAR, "cellar", false, null),
                node(new UUID(1, 3), "desk", false, null, new OwnerLimit(OwnerLimit.Kind.IN_USE, null)));

        assertThat(run(new NodesCommand(screen.setting()))).isZero();
        assertThat(screen.out().lines().skip(1))
                .satisfiesExactly(
                        attic -> assertThat(attic).startsWith("attic").contains("WORKING, drained", "digits-cnn"),
                        cellar -> assertThat(cellar)
                                .startsWith("cellar")
                                .contains("IDLE")
                                .doesNotContain("drained"),
                        desk -> assertThat(desk).startsWith("desk").contains("IDLE, in use"));
    }

    @Test
    void aNodeIsDrainedByItsNameAndSaysWhatItHandsBack() {
        hasNodes(node(ATTIC, "attic", true, null), node(CELLAR, "cellar", false, null));
        stub.json("PUT " + DRAIN, 200, node(ATTIC, "attic", true, SINCE));

        assertThat(run(new NodeDrainCommand(screen.setting()), "attic")).isZero();
        assertThat(screen.out())
                .isEqualTo("attic " + ATTIC + " is drained since 2026-03-01T11:59:00Z and takes nothing new;"
                        + " digits-cnn is handed back with a checkpoint\n");
    }

    @Test
    void aDrainedNodeIsOpenedAgainByTheBeginningOfItsId() {
        hasNodes(node(ATTIC, "attic", false, SINCE), node(CELLAR, "cellar", false, null));
        stub.json("DELETE " + DRAIN, 200, node(ATTIC, "attic", false, null));

        assertThat(run(new NodeDrainCommand(screen.setting()), "0198C2F4-11", "--off"))
                .isZero();
        assertThat(screen.out()).isEqualTo("attic " + ATTIC + " takes work again\n");
        assertThat(stub.asked("DELETE " + DRAIN)).hasSize(1);
    }

    @Test
    void asJsonADrainedNodeIsTheNodeAsTheServiceGivesIt() {
        stub.json("PUT " + DRAIN, 200, node(ATTIC, "attic", true, SINCE));

        assertThat(run(new NodeDrainCommand(screen.setting()), ATTIC.toString(), "--json"))
                .isZero();
        assertThat(screen.json().at("/drainedAt").asString()).isEqualTo("2026-03-01T11:59:00Z");
        assertThat(stub.asked(NODES)).as("a full id is not looked up").isEmpty();
    }

    @Test
    void anUnclearOrUnknownNodeIsAskedBackAndNothingDrained() {
        hasNodes(node(ATTIC, "attic", false, null), node(CELLAR, "cellar", false, null));

        assertThat(failureOf(new NodeDrainCommand(screen.setting()), "0198c2f4"))
                .contains("more than one node", ATTIC + "  attic", CELLAR + "  cellar");
        assertThat(failureOf(new NodeDrainCommand(screen.setting()), "roof"))
                .contains("There is no node 'roof'", "commonwatt nodes");
        assertThat(stub.asked()).extracting(StubService.Asked::route).containsOnly(NODES);
    }

    @Test
    void aNodeOfAnotherIsRefusedInTheServicesWords() {
        stub.problem(
                "PUT " + DRAIN,
                new Problem(
                        "urn:commonwatt:problem:not-found",
                        "Not found",
                        404,
                        "There is no node " + ATTIC + ".",
                        null,
                        null));

        assertThat(failureOf(new NodeDrainCommand(screen.setting()), ATTIC.toString()))
                .isEqualTo("There is no node " + ATTIC + ".");
    }

    @Test
    void aCodeForAnotherMachineNeedsAnotherAddressThanLoopback() {
        stub.json("POST /api/v1/nodes/codes", 201, new Joining.Code("ABCD-EFGH", Screen.NOW.plusSeconds(600)));

        assertThat(run(new NodeCodeCommand(screen.setting()))).isZero();
        assertThat(screen.out()).isEqualTo("ABCD-EFGH\n");
        assertThat(screen.err())
                .contains(
                        "commonwatt worker join " + stub.address() + " --code ABCD-EFGH",
                        "On another machine than this, put this one's name or address in the place of 127.0.0.1",
                        "--host");
    }
}
