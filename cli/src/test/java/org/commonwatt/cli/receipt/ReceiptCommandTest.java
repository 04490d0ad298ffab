package org.commonwatt.cli.receipt;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import org.commonwatt.cli.stub.Samples;
import org.commonwatt.cli.stub.ServiceCommands;
import org.commonwatt.protocol.lease.EnergyUse.Tier;
import org.commonwatt.protocol.receipt.Receipt;
import org.commonwatt.protocol.receipt.Receipt.Footprint;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiptCommandTest extends ServiceCommands {

    private int run(String... arguments) {
        return run(new ReceiptCommand(screen.setting()), arguments);
    }

    private static Receipt receipt(Receipt.Subject.Kind kind, boolean measured) {
        Footprint footprint = new Footprint(12.5, 3.75, 20.0, 6.5, 0.5, Tier.B, 0.1);
        Instant ten = Instant.parse("2026-11-29T10:00:00Z");
        return new Receipt(
                new Receipt.Subject(kind, Samples.ID, "digits-cnn", null),
                ten.plusSeconds(7200),
                true,
                new Receipt.Counts(1, 2, 0, 5400),
                measured ? footprint : null,
                measured ? new Footprint(2.5, 0.75, 4.0, 1.3, 0.1, Tier.B, 0.1) : null,
                measured ? new Footprint(0, 0, 0.0, 0.0, 0.0, Tier.B, 0.1) : null,
                measured ? List.of(new Receipt.ZoneUse("FRA", 12.5, 3.75, 300, 0.75, "Electricity Maps")) : List.of(),
                measured
                        ? new Receipt.Comparison(
                                4.75,
                                475,
                                1.0,
                                List.of(new Receipt.Note(Receipt.Note.Kind.AT_ONCE, "It would have begun at once.")))
                        : null,
                List.of(new Receipt.Item(
                        new UUID(5, 6),
                        "attic",
                        "TRAINED",
                        ten,
                        ten.plusSeconds(5400),
                        "FRA",
                        measured ? footprint : null,
                        measured ? 300.0 : null,
                        0.2,
                        "counters")),
                0,
                List.of(new Receipt.Note(Receipt.Note.Kind.MARGINAL, "Marginal energy is more than idle.")));
    }

    @Test
    void aJobsReceiptSaysWhatItUsedWhereAndWhatElseItWouldHaveEmitted() {
        stub.json("GET /api/v1/jobs/" + Samples.ID + "/receipt", 200, receipt(Receipt.Subject.Kind.JOB, true));

        assertThat(run(Samples.ID.toString())).isZero();

        assertThat(screen.out())
                .contains(
                        "energy     12.5 Wh ± 10 % (marginal, tier B)",
                        "carbon     3.75 gCO2e ± 10 %",
                        "attributed 20.0 Wh, 6.50 gCO2e (0.500 of it for making the machines)",
                        "wasted     2.50 Wh, 0.750 gCO2e (20 % of the energy)",
                        "otherwise  4.75 gCO2e at once on an average node (475 gCO2e/kWh): 1.00 gCO2e saved",
                        "FRA",
                        "attic",
                        "- Marginal energy is more than idle.",
                        "- It would have begun at once.")
                .doesNotContain("checks");
    }

    @Test
    void whatWasNotMeasuredIsNotZero() {
        stub.json("GET /api/v1/jobs/" + Samples.ID + "/receipt", 200, receipt(Receipt.Subject.Kind.JOB, false));
        assertThat(run(Samples.ID.toString())).isZero();
        assertThat(screen.out()).contains("energy     – (not measured)");
    }

    @Test
    void accountsNodesAndDatasetsAreAskedForByMonth() {
        stub.json("GET /api/v1/account/receipt", 200, receipt(Receipt.Subject.Kind.ACCOUNT, true));
        stub.json("GET /api/v1/datasets/digits/1/receipt", 200, receipt(Receipt.Subject.Kind.DATASET, true));

        assertThat(run("--account", "--month", "2026-11", "--json")).isZero();
        assertThat(stub.asked("GET /api/v1/account/receipt").getFirst().query()).isEqualTo("month=2026-11");
        assertThat(screen.json().at("/total/wh").asDouble()).isEqualTo(12.5);

        assertThat(run("--dataset", "digits@1")).isZero();
        assertThat(stub.asked("GET /api/v1/datasets/digits/1/receipt")).hasSize(1);
    }

    @Test
    void aJobAndAnAccountAtOnceAreNotUnderstood() {
        assertThat(run("digits-cnn", "--account")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(run()).isEqualTo(CommandLine.ExitCode.USAGE);
    }
}
