package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;

/**
 * One split of a dataset with its files at hand.
 *
 * @param name the split's name
 * @param examples number of examples that the manifest announces
 */
record Split(String name, long examples, List<File> files) {

    /**
     * Finds a split.
     *
     * @param files where each file of the manifest lies, by its path in the manifest
     * @throws DataFault when the dataset has no such split
     * @throws IOException when one of its files is not here
     */
    static Split of(DatasetManifest manifest, String name, Map<String, String> files) throws DataFault, IOException {
        DatasetSplit declared = manifest.splits().get(name);
        if (declared == null) {
            throw new DataFault(
                    manifest.name(),
                    "has no split named '" + name + "'; it has "
                            + manifest.splits().keySet());
        }
        List<File> present = new ArrayList<>();
        for (DatasetFile file : declared.files()) {
            String place = files.get(file.path());
            if (place == null) {
                throw new IOException("the file " + file.path() + " of the dataset was not brought here");
            }
            present.add(new File(file.path(), Path.of(place)));
        }
        return new Split(name, declared.examples(), List.copyOf(present));
    }

    /** The same split with its gzipped files unpacked, so that they are unpacked once however often they are read. */
    Split unpacked(Path workFolder, long limit) throws DataFault, IOException {
        List<File> plain = new ArrayList<>();
        for (File file : files) {
            plain.add(new File(file.name(), Unpacking.unpacked(file.path(), file.name(), workFolder, limit)));
        }
        return new Split(name, examples, List.copyOf(plain));
    }

    /** The split's file where its format wants one alone. */
    File onlyFile() throws DataFault {
        if (files.size() != 1) {
            throw new DataFault(name, "its format has one file in each split, not " + files.size());
        }
        return files.getFirst();
    }

    /**
     * A file that lies on this machine.
     *
     * @param name its path in the manifest, for messages
     */
    record File(String name, Path path) {}
}
