package org.commonwatt.worker.training.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the index of a class that a file writes as a text: its name or its index. */
final class ClassLabels {

    private final Map<String, Integer> classes = new HashMap<>();
    private final String file;

    /** @param file for messages */
    ClassLabels(List<String> names, String file) {
        this.file = file;
        for (int i = 0; i < names.size(); i++) {
            classes.put(names.get(i), i);
        }
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
