package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.EnergyUse.Tier;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.receipt.Receipt;
import org.commonwatt.protocol.receipt.Receipt.Footprint;
import org.commonwatt.protocol.receipt.Receipt.Item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Receipts of leases that were really held. */
class ReceiptTest {

    private final LeaseWorld world = LeaseWorld.empty();

    private static EnergyUse energy(double wh) {
        return new EnergyUse(wh, wh + 1, 0.5, Tier.B, 0.1, 10, "a test's counters");
    }

    private static Receipt receipt(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.as(Receipt.class);
    }

    private void gridWas(String zone, double grams) {
        world.service
                .bean(JdbcClient.class)
                .sql("""
                        insert into intensity_hour (zone, signal, hour, grams, source, estimated, fetched_at)
                        values (?, 'AVERAGE', date_trunc('hour', cast(? as timestamptz), 'UTC'), ?, 'test', false, now())
                        on conflict (zone, signal, hour) do update set grams = excluded.grams
                        """)
                .params(List.of(zone, world.now().toString(), grams))
                .update();
    }

    @Test
    void aJobThatMovedOverThreeNodesAddsUpToTheSumOfItsLeases() {
        UUID job = world.submit();
        gridWas("FRA", 60);
        Holder attic = world.node("attic", Machine.laptop("FRA"));
        LeaseGrant first = attic.take();
        attic.report(first, 1, energy(3), Holder.loss(1, 0.9));
        world.passes(Duration.ofMinutes(10));
        attic.commit(first, 1, attic.upload("step 1"));
        world.passes(Duration.ofMinutes(10));
        attic.release(first, Release.Reason.OWNER_RETURNED);

        Holder cellar = world.node("cellar", Machine.laptop("POL"));
        LeaseGrant second = cellar.take();
        cellar.report(second, 1, energy(5), Holder.loss(2, 0.8));
        world.passes(Duration.ofMinutes(10));
        cellar.release(second, Release.Reason.SHUTDOWN);

        Holder shed = world.node("shed", Machine.laptop(null));
        LeaseGrant third = shed.take();
        shed.report(third, 1, energy(7), Holder.loss(4, 0.5));
        world.passes(Duration.ofMinutes(10));
        shed.trained(third, shed.upload("the model"));

        Receipt receipt = receipt(world.submitter.get("/api/v1/jobs/" + job + "/receipt"));

        Footprint total = Objects.requireNonNull(receipt.total());
        assertThat(total.wh()).isCloseTo(15, within(1e-9));
        assertThat(receipt.items()).extracting(Item::name).containsExactly("attic", "cellar", "shed");
        assertThat(receipt.items().stream()
                        .map(Item::footprint)
                        .map(Objects::requireNonNull)
                        .mapToDouble(Footprint::gco2e)
                        .sum())
                .isCloseTo(total.gco2e(), within(1e-12));
        Item inFrance = receipt.items().getFirst();
        assertThat(inFrance.gramsPerKwh()).as("what the grid really was").isEqualTo(60);
        assertThat(inFrance.wastedShare())
                .as("half of it came after the checkpoint")
                .isCloseTo(0.5, within(1e-9));
        assertThat(receipt.items()).extracting(Item::outcome).containsExactly("RELEASED", "RELEASED", "TRAINED");
        assertThat(Objects.requireNonNull(receipt.wasted()).wh()).isCloseTo(0.5 * 3 + 5, within(1e-9));
        assertThat(total.attributedWh()).isCloseTo(18, within(1e-9));
        assertThat(total.embodiedGrams()).isCloseTo(1.5, within(1e-9));
        assertThat(receipt.comparison()).isNotNull();
        assertThat(world.job(job).energy()).isNotNull();
        assertThat(Objects.requireNonNull(world.job(job).energy()).gco2e())
                .as("the job's page says the same")
                .isCloseTo(total.gco2e(), within(1e-9));
    }

    @Test
    void whatWasUsedAfterTheLastReportComesWithTheModel() {
        Footprint total = totalOfAModelWith(energy(9));

        assertThat(total.wh()).isEqualTo(9);
        assertThat(total.attributedWh()).isEqualTo(10);
    }

    @Test
    void whatWasKnownOfLessEnergyIsNotSaidOfMore() {
        Footprint total = totalOfAModelWith(Holder.energy(9));

        assertThat(total.wh()).isEqualTo(9);
        assertThat(total.attributedWh()).isNull();
    }

    /** Of a job whose node had reported less before it delivered its model. */
    private Footprint totalOfAModelWith(EnergyUse used) {
        UUID job = world.submit();
        Holder attic = world.node("attic");
        LeaseGrant lease = attic.take();
        attic.report(lease, 1, energy(3), Holder.loss(1, 0.9));
        Answer answer = attic.trained(lease, attic.upload("the model"), used);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Objects.requireNonNull(
                receipt(world.submitter.get("/api/v1/jobs/" + job + "/receipt")).total());
    }

    @Test
    void aLeaseThatLapsedWentOnUntilItRanOutWhateverItsTaskWaitsFor() {
        UUID job = world.submit();
        gridWas("FRA", 60);
        Holder attic = world.node("attic", Machine.laptop("FRA"));
        LeaseGrant lease = attic.take();
        attic.report(lease, 1, energy(3), Holder.loss(1, 0.9));
        Duration held = Duration.between(world.now(), lease.expiresAt());

        world.passes(held.plusSeconds(1));
        world.sweep();
        world.passes(Duration.ofHours(3));

        assertThat(world.count("select count(*) from lease where lapsed")).isEqualTo(1);
        Receipt receipt = receipt(world.submitter.get("/api/v1/jobs/" + job + "/receipt"));
        assertThat(receipt.complete()).as("nothing is running").isTrue();
        assertThat(receipt.counts().seconds()).isEqualTo(held.toSeconds());
        Item item = receipt.items().getFirst();
        assertThat(item.to()).isEqualTo(lease.expiresAt());
        assertThat(item.gramsPerKwh()).as("of the hour in which it ran").isEqualTo(60);
        assertThat(item.wastedShare()).as("so far").isEqualTo(1);
        assertThat(Objects.requireNonNull(world.job(job).energy()).gco2e())
                .as("the job's page says the same")
                .isCloseTo(3 * 0.06, within(1e-9));
    }

    @Test
    void accountsDatasetsNodesAndTheServiceHaveReceiptsByMonth() {
        world.submit();
        Holder attic = world.node("attic");
        LeaseGrant lease = attic.take();
        attic.report(lease, 1, energy(3), Holder.loss(1, 0.9));

        assertThat(wh(receipt(world.submitter.get("/api/v1/account/receipt?month=2026-06"))))
                .isEqualTo(3);
        assertThat(receipt(world.submitter.get("/api/v1/account/receipt?month=2026-05"))
                        .total())
                .isNull();
        assertThat(wh(receipt(world.submitter.get("/api/v1/datasets/points/1/receipt"))))
                .isEqualTo(3);
        Receipt ofNode = receipt(world.anyone.as(world.donorKey).get("/api/v1/nodes/" + attic.id() + "/receipt"));
        assertThat(wh(ofNode)).isEqualTo(3);
        assertThat(ofNode.subject().name()).isEqualTo("attic");
        assertThat(ofNode.comparison()).isNull();
        assertThat(ofNode.items()).hasSize(1);
    }

    @Test
    void whoOperatesTheServiceSeesSumsAndNobodysJobs() {
        world.submit();
        Holder attic = world.node("attic");
        attic.report(attic.take(), 1, energy(3), Holder.loss(1, 0.9));
        Http operator = world.anyone.as(TestAccounts.make(world.service).key());

        for (String of : new String[] {"service", "nodes/" + attic.id()}) {
            Receipt receipt = receipt(operator.get("/api/v1/" + of + "/receipt"));
            assertThat(wh(receipt)).isEqualTo(3);
            assertThat(receipt.counts().jobs()).isEqualTo(1);
            assertThat(receipt.items()).isEmpty();
        }
    }

    @Test
    void nobodySeesAReceiptOfAnothersJobNodeOrDataset() {
        UUID job = world.submit();
        Holder attic = world.node("attic");
        assertThat(world.anyone
                        .as(world.donorKey)
                        .get("/api/v1/jobs/" + job + "/receipt")
                        .status())
                .isEqualTo(404);
        assertThat(world.submitter
                        .get("/api/v1/nodes/" + attic.id() + "/receipt")
                        .status())
                .isEqualTo(404);
        assertThat(world.anyone
                        .as(world.donorKey)
                        .get("/api/v1/datasets/points/1/receipt")
                        .status())
                .isEqualTo(404);
        assertThat(world.submitter.get("/api/v1/account/receipt?month=june").status())
                .isEqualTo(400);
    }

    private static double wh(Receipt receipt) {
        return Objects.requireNonNull(receipt.total()).wh();
    }
}
