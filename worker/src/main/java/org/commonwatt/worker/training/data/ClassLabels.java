package org.commonwatt.worker.training.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the index of a class that a file writes as a text: its name or its index. Where a class is called by a whole number,
 * names alone count, since a number that is one class's name and another's index would stand for either.
 */
final class ClassLabels {

    private final Map<String, Integer> classes = new HashMap<>();
    private final String file;
    private final boolean namesAlone;

    /** @param file for messages */
    ClassLabels(List<String> names, String file) {
        this.file = file;
        for (int i = 0; i < names.size(); i++) {
            classes.put(names.get(i), i);
        }
        this.namesAlone = names.stream().anyMatch(name -> name.matches("[+-]?[0-9]+"));
    }

    /**
     * @param record number of the record that holds it, for messages
     * @throws DataFault when it is no class's
     */
    int index(String text, long record) throws DataFault {
        Integer named = classes.get(text);
        if (named != null) {
            return named;
        }
        if (namesAlone) {
            throw new DataFault(
                    file,
                    record,
                    "'" + text + "' is no class's name; where one is called by a number, indices don't count");
        }
        try {
            int index = Integer.parseInt(text);
            if (index >= 0 && index < classes.size()) {
                return index;
            }
        } catch (NumberFormatException e) {
            throw new DataFault(file, record, "'" + text + "' is neither a class's name nor its index");
        }
        throw new DataFault(
                file, record, "label " + text + " where the manifest names classes 0 to " + (classes.size() - 1));
    }
}
