package org.commonwatt.worker.training.data;

import java.nio.file.Path;
import java.util.List;

/**
 * One split of a dataset with its files at hand.
 *
 * @param name the split's name
 * @param examples number of examples that the manifest announces
 */
record Split(String name, long examples, List<File> files) {

    /**
     * A file that lies on this machine.
     *
     * @param name its path in the manifest, for messages
     */
    record File(String name, Path path) {}
}
