package org.commonwatt.cli.receipt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.cli.terminal.Table;
import org.commonwatt.protocol.receipt.Receipt;
import org.commonwatt.protocol.receipt.Receipt.Comparison;
import org.commonwatt.protocol.receipt.Receipt.Footprint;
import org.commonwatt.protocol.receipt.Receipt.Item;

/** Receipts in words. */
final class ReceiptText {

    private ReceiptText() {}

    static String of(Receipt receipt, int columns) {
        List<String> lines = new ArrayList<>();
        Receipt.Subject subject = receipt.subject();
        line(
                lines,
                subject.kind().name().toLowerCase(Locale.ROOT),
                subject.name() + (subject.month() == null ? "" : ", " + subject.month()));
        line(lines, "made", receipt.madeAt() + (receipt.complete() ? "" : ", while something goes on"));
        line(lines, "work", work(receipt.counts()));
        Footprint total = receipt.total();
        if (total == null) {
            line(lines, "energy", Quantity.UNKNOWN + " (not measured)");
        } else {
            footprint(lines, total);
            part(lines, "wasted", receipt.wasted(), total);
            part(lines, "checks", receipt.replicated(), total);
        }
        Comparison comparison = receipt.comparison();
        if (comparison != null) {
            line(lines, "otherwise", otherwise(comparison));
        }
        zones(lines, receipt, columns);
        items(lines, receipt, columns);
        lines.add("");
        receipt.notes().forEach(note -> lines.add("- " + note.text()));
        if (comparison != null) {
            comparison.assumes().forEach(note -> lines.add("- " + note.text()));
        }
        return String.join("\n", lines);
    }

    private static String work(Receipt.Counts counts) {
        return counts.jobs()
                + (counts.jobs() == 1 ? " job, " : " jobs, ")
                + counts.leases()
                + (counts.leases() == 1 ? " lease, " : " leases, ")
                + Quantity.duration(Duration.ofMillis((long) (counts.seconds() * 1000)));
    }

    private static void footprint(List<String> lines, Footprint total) {
        String band = " " + Quantity.band(total.relativeError());
        line(
                lines,
                "energy",
                Quantity.significant(total.wh()) + " Wh" + band + " (marginal, tier " + total.tier() + ")");
        line(lines, "carbon", Quantity.significant(total.gco2e()) + " gCO2e" + band);
        line(
                lines,
                "attributed",
                total.attributedWh() == null
                        ? Quantity.UNKNOWN
                        : Quantity.significant(total.attributedWh()) + " Wh, "
                                + Quantity.significant(total.attributedGco2e()) + " gCO2e"
                                + (total.embodiedGrams() == null
                                        ? " (without making the machines)"
                                        : " (" + Quantity.significant(total.embodiedGrams())
                                                + " of it for making the machines)"));
    }

    private static void part(List<String> lines, String label, @Nullable Footprint part, Footprint total) {
        if (part != null && total.wh() > 0 && part.wh() > 0) {
            long percent = Math.round(100 * part.wh() / total.wh());
            line(
                    lines,
                    label,
                    Quantity.significant(part.wh()) + " Wh, " + Quantity.significant(part.gco2e()) + " gCO2e ("
                            + percent + " % of the energy)");
        }
    }

    private static String otherwise(Comparison comparison) {
        String saved = Quantity.significant(Math.abs(comparison.savedGrams())) + " gCO2e "
                + (comparison.savedGrams() >= 0 ? "saved" : "more emitted");
        return Quantity.significant(comparison.gco2e()) + " gCO2e at once on an average node ("
                + Quantity.significant(comparison.gramsPerKwh()) + " gCO2e/kWh): " + saved;
    }

    private static void zones(List<String> lines, Receipt receipt, int columns) {
        if (receipt.zones().isEmpty()) {
            return;
        }
        Table table = new Table("ZONE", "ENERGY", "CARBON", "gCO2e/kWh", "MEASURED", "SOURCE");
        receipt.zones()
                .forEach(zone -> table.row(
                        zone.zone() == null ? "world" : zone.zone(),
                        Quantity.significant(zone.wh()) + " Wh",
                        Quantity.significant(zone.gco2e()) + " g",
                        Quantity.significant(zone.gramsPerKwh()),
                        Math.round(100 * zone.realisedShare()) + " %",
                        zone.source()));
        lines.add("");
        lines.add(table.fitted(columns));
    }

    private static void items(List<String> lines, Receipt receipt, int columns) {
        if (receipt.items().isEmpty()) {
            return;
        }
        boolean ofJob = receipt.subject().kind() == Receipt.Subject.Kind.JOB;
        Table table = new Table(ofJob ? "NODE" : "JOB", "FROM", "END", "ENERGY", "CARBON", "TIER", "WASTED");
        receipt.items().forEach(item -> row(table, item));
        lines.add("");
        lines.add(table.fitted(columns));
        if (receipt.itemsLeftOut() > 0) {
            lines.add("and " + Quantity.count(receipt.itemsLeftOut()) + " older ones");
        }
    }

    private static void row(Table table, Item item) {
        Footprint footprint = item.footprint();
        table.row(
                item.name(),
                item.from().toString(),
                item.outcome() != null ? item.outcome() : item.to() == null ? "goes on" : "",
                footprint == null ? Quantity.UNKNOWN : Quantity.significant(footprint.wh()) + " Wh",
                footprint == null ? Quantity.UNKNOWN : Quantity.significant(footprint.gco2e()) + " g",
                footprint == null ? Quantity.UNKNOWN : footprint.tier().name(),
                Math.round(100 * item.wastedShare()) + " %");
    }

    private static void line(List<String> lines, String label, String value) {
        lines.add(String.format(Locale.ROOT, "%-10s %s", label, value));
    }
}
