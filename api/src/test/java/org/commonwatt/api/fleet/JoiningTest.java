package org.commonwatt.api.fleet;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.Scope;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.account.TestAccounts.TestAccount;
import org.commonwatt.protocol.node.Joining;
import org.commonwatt.protocol.node.NodeView;

import static org.assertj.core.api.Assertions.assertThat;

class JoiningTest {

    private final TestService service = TestService.shared();
    private final Http http = Http.to(service);
    private final TestAccount owner = TestAccounts.make(service);

    @Test
    void aMachineTradesACodeForATokenAndIsSeenByItsOwner() {
        Machine machine = Machine.join(http, owner.key(), "attic", Machine.laptop("NOR"));

        NodeView node =
                http.as(owner.key()).get("/api/v1/nodes/" + machine.id()).as(NodeView.class);

        assertThat(node.name()).isEqualTo("attic");
        assertThat(node.state()).isEqualTo(NodeView.State.IDLE);
        assertThat(node.capability()).isEqualTo(Machine.laptop("NOR"));
        assertThat(node.intensity().zone()).isEqualTo("NOR");
        assertThat(node.intensity().source()).contains("Norway");
        assertThat(node.energyWh()).isNull();
        assertThat(node.tasksCompleted()).isZero();
    }

    @Test
    void aMachineAsksHowTheServiceSeesIt() {
        Machine machine = Machine.join(http, owner.key(), "cellar", Machine.laptop("NOR"));

        NodeView self = machine.http().get("/api/v1/nodes/self").as(NodeView.class);

        assertThat(self)
                .isEqualTo(http.as(owner.key())
                        .get("/api/v1/nodes/" + machine.id())
                        .as(NodeView.class));
    }

    @Test
    void aCodeIsTakenInEitherCaseAndWithoutItsHyphen() {
        String typed = newCode().toLowerCase(java.util.Locale.ROOT).replace("-", "");
        assertThat(join(typed).status()).isEqualTo(201);
    }

    @Test
    void ofManyMachinesThatComeWithOneCodeAtOnceExactlyOneJoins() throws Exception {
        for (int round = 0; round < 5; round++) {
            String code = newCode();
            List<Callable<Integer>> machines = IntStream.range(0, 6)
                    .<Callable<Integer>>mapToObj(number -> () -> join(code).status())
                    .toList();
            try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
                List<Integer> statuses = pool.invokeAll(machines).stream()
                        .map(java.util.concurrent.Future::resultNow)
                        .toList();
                assertThat(statuses).containsExactlyInAnyOrder(201, 422, 422, 422, 422, 422);
            }
        }
    }

    @Test
    void aCodeThatWasUsedOrNeverMadeIsRefusedAlike() {
        String code = newCode();
        join(code);
        assertThat(join(code).problemName()).isEqualTo("joining-code-invalid");
        assertThat(join("2222-2222").problemName()).isEqualTo("joining-code-invalid");
        assertThat(join("").problemName()).isEqualTo("joining-code-invalid");
        assertThat(join("0O1I-L!?x").problemName()).isEqualTo("joining-code-invalid");
    }

    @Test
    void onlyWhoMayDonateMakesCodes() {
        String submitter = TestAccounts.key(service, owner.id(), EnumSet.of(Scope.SUBMIT));
        assertThat(http.as(submitter).post("/api/v1/nodes/codes").problemName()).isEqualTo("forbidden");
        assertThat(http.post("/api/v1/nodes/codes").problemName()).isEqualTo("unauthenticated");
    }

    @Test
    void aMachineThatDescribesItselfImpossiblyIsRefusedAndItsCodeStaysGood() {
        String code = newCode();
        Answer negative = http.post("/api/v1/nodes", new Joining(code, "n", Machine.offer(-1, null, 1)));
        assertThat(negative.problemName()).isEqualTo("malformed-body");
        assertThat(negative.problem().detail()).contains("memoryBytes");
        assertThat(http.post("/api/v1/nodes", new Joining(code, "a\u0000b", Machine.laptop(null)))
                        .problemName())
                .isEqualTo("malformed-body");
        assertThat(join(code).status()).isEqualTo(201);
    }

    @Test
    void aRemovedNodesTokenWorksNoMoreAndRemovingItAgainIsHarmless() {
        Machine machine = Machine.join(http, owner.key(), "attic");
        assertThat(http.as(owner.key()).delete("/api/v1/nodes/" + machine.id()).status())
                .isEqualTo(204);
        assertThat(http.as(owner.key()).delete("/api/v1/nodes/" + machine.id()).status())
                .isEqualTo(204);

        assertThat(machine.http().get("/api/v1/nodes").problemName()).isEqualTo("unauthenticated");
        String donor = TestAccounts.key(service, owner.id(), EnumSet.of(Scope.DONATE));
        assertThat(http.as(donor).get("/api/v1/nodes").as(NodeView.Page.class).items())
                .extracting(NodeView::id)
                .doesNotContain(machine.id());
    }

    @Test
    void peopleSeeAndRemoveTheirOwnNodesAndOperatorsAll() {
        Machine machine = Machine.join(http, owner.key(), "attic");
        String donor = TestAccounts.key(service, TestAccounts.make(service).id(), EnumSet.of(Scope.DONATE));
        String operator = TestAccounts.key(service, TestAccounts.make(service).id(), EnumSet.of(Scope.OPERATE));
        String path = "/api/v1/nodes/" + machine.id();

        assertThat(http.as(donor).get(path).problemName()).isEqualTo("not-found");
        assertThat(http.as(donor).delete(path).problemName()).isEqualTo("not-found");
        assertThat(http.as(donor).get("/api/v1/nodes").as(NodeView.Page.class).items())
                .isEmpty();
        assertThat(http.as(operator).get(path).status()).isEqualTo(200);
        assertThat(http.as(operator).delete(path).status()).isEqualTo(204);
    }

    @Test
    void aNodesTokenOpensNothingThatBelongsToPeople() {
        Machine machine = Machine.join(http, owner.key(), "attic");
        assertThat(machine.http().get("/api/v1/nodes").problemName()).isEqualTo("forbidden");
        assertThat(machine.http().delete("/api/v1/nodes/" + machine.id()).problemName())
                .isEqualTo("forbidden");
        assertThat(machine.http().post("/api/v1/nodes/codes").problemName()).isEqualTo("forbidden");
    }

    private String newCode() {
        return http.as(owner.key())
                .post("/api/v1/nodes/codes")
                .as(Joining.Code.class)
                .code();
    }

    private Answer join(String code) {
        return http.post("/api/v1/nodes", new Joining(code, "machine", Machine.laptop(null)));
    }
}
