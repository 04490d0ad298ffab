package org.commonwatt.cli.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.job.JobView;

/** Finds the job that a person means by a full id, by the beginning of one, or by a name. */
public final class JobLookup {

    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern BEGINNING = Pattern.compile("[0-9a-fA-F][0-9a-fA-F-]{3,35}");
    private static final int PAGE = 200;
    private static final int MOST_PAGES = 50;
    private static final int MOST_NAMED = 8;

    private final Service service;

    public JobLookup(Service service) {
        this.service = service;
    }

    /** The job's id; a full id is not looked up. */
    public UUID id(String written) {
        return UUID_TEXT.matcher(written).matches()
                ? UUID.fromString(written)
                : find(written).id();
    }

    private JobView find(String written) {
        if (written.isBlank()) {
            throw new Failure("Which job? Name it by its id, by the beginning of one, or by its name.");
        }
        // The service's filter finds names that hold the text anywhere.
        List<JobView> named = those(written, job -> job.name().equals(written));
        List<JobView> found = named.isEmpty() && BEGINNING.matcher(written).matches() ? beginningWith(written) : named;
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.isEmpty()) {
            throw new Failure("There is no job '" + written
                    + "': neither an id that begins so nor a name. 'commonwatt jobs' lists them.");
        }
        throw new Failure("'" + written + "' is more than one job; say which by its id:\n"
                + found.stream()
                        .limit(MOST_NAMED)
                        .map(job -> "  " + job.id() + "  " + job.name() + "  " + job.state() + "  " + job.createdAt())
                        .collect(Collectors.joining("\n")));
    }

    private List<JobView> beginningWith(String written) {
        String beginning = written.toLowerCase(Locale.ROOT);
        return those(null, job -> job.id().toString().startsWith(beginning));
    }

    /** The jobs that are wanted, or enough of them to say that they are more than one. */
    private List<JobView> those(@Nullable String name, Predicate<JobView> wanted) {
        List<JobView> found = new ArrayList<>();
        @Nullable String cursor = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            JobView.Page jobs = service.jobs(List.of(), name, cursor, PAGE);
            jobs.items().stream().filter(wanted).forEach(found::add);
            cursor = jobs.nextCursor();
            if (cursor == null || found.size() >= MOST_NAMED) {
                return found;
            }
        }
        throw new Failure("There are too many jobs to look through; name yours by its whole id.");
    }
}
