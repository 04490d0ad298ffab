package org.commonwatt.cli.dataset;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.commonwatt.cli.terminal.JsonOption;
import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.cli.terminal.Table;
import org.commonwatt.cli.terminal.Terminal;

/** Datasets of this machine, as a table or as JSON. */
record DatasetListing(List<Row> items) {

    /**
     * One dataset.
     *
     * @param ref how specs refer to it
     * @param examples number of examples by split
     * @param path its folder
     */
    record Row(String ref, String title, String licence, Map<String, Long> examples, String path) {

        static Row of(LocalDataset dataset) {
            Map<String, Long> examples = new TreeMap<>();
            dataset.manifest().splits().forEach((name, split) -> examples.put(name, split.examples()));
            return new Row(
                    dataset.ref().toString(),
                    dataset.manifest().title(),
                    dataset.manifest().licence(),
                    examples,
                    dataset.folder().toString());
        }
    }

    void show(Terminal terminal, JsonOption json) {
        if (json.wanted()) {
            terminal.json(this);
            return;
        }
        if (items.isEmpty()) {
            terminal.say("No datasets. 'commonwatt data prepare' makes the examples' ones.");
            return;
        }
        Table table = new Table("DATASET", "TITLE", "LICENCE", "EXAMPLES", "FOLDER");
        for (Row row : items) {
            String examples = row.examples().entrySet().stream()
                    .map(split -> split.getKey() + " " + Quantity.count(split.getValue()))
                    .collect(Collectors.joining(", "));
            table.row(row.ref(), row.title(), row.licence(), examples, row.path());
        }
        terminal.result(table.fitted(terminal.columns()));
    }
}
