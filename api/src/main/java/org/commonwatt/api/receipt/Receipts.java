package org.commonwatt.api.receipt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.Scope;
import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.carbon.RealisedHours;
import org.commonwatt.api.carbon.RealisedIntensities;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.api.receipt.ReceiptQueries.Choice;
import org.commonwatt.api.receipt.ReceiptQueries.Extent;
import org.commonwatt.protocol.plan.PlanView.IntensityView;
import org.commonwatt.protocol.receipt.Receipt;
import org.commonwatt.protocol.receipt.Receipt.Subject;

/**
 * Receipts for whom they concern: people see those of their own jobs, nodes and datasets, operators those of all nodes.
 * Each is reckoned from one snapshot, which is read more than once.
 */
@Component
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
public class Receipts {

    private final ReceiptQueries queries;
    private final Intensities intensities;
    private final RealisedIntensities realised;
    private final Clock clock;

    Receipts(ReceiptQueries queries, Intensities intensities, RealisedIntensities realised, Clock clock) {
        this.queries = queries;
        this.intensities = intensities;
        this.realised = realised;
        this.clock = clock;
    }

    /** @throws NotFound when the caller's account has no such job */
    public Receipt ofJob(UUID job, Caller caller) {
        String name = queries.jobName(job, caller.accountId()).orElseThrow(() -> new NotFound("job " + job));
        return receipt(new Subject(Subject.Kind.JOB, job, name, null), Choice.ofJob(job));
    }

    /**
     * All jobs of the account that were trained on a dataset of its.
     *
     * @throws NotFound when the caller's account has no such dataset
     */
    public Receipt ofDataset(String name, int version, @Nullable YearMonth month, Caller caller) {
        String reference = name + "@" + version;
        UUID dataset = queries.dataset(name, version, caller.accountId())
                .orElseThrow(() -> new NotFound("dataset " + reference));
        return receipt(
                new Subject(Subject.Kind.DATASET, null, reference, text(month)), Choice.ofDataset(dataset, month));
    }

    /**
     * All work of a node. Its owner, whose worker was told of the jobs, sees which they were; who operates the service does not.
     *
     * @throws NotFound when there is no such node that the caller may see
     */
    public Receipt ofNode(UUID node, @Nullable YearMonth month, Caller caller) {
        Optional<String> own = queries.nodeName(node, caller.accountId(), false);
        String name = own.or(() -> queries.nodeName(node, caller.accountId(), caller.may(Scope.OPERATE)))
                .orElseThrow(() -> new NotFound("node " + node));
        Receipt receipt = receipt(new Subject(Subject.Kind.NODE, node, name, text(month)), Choice.ofNode(node, month));
        return own.isPresent() ? receipt : receipt.withoutItems();
    }

    /** All jobs of the caller's account. */
    public Receipt ofAccount(@Nullable YearMonth month, Caller caller) {
        UUID account = caller.accountId();
        Subject subject = new Subject(Subject.Kind.ACCOUNT, account, queries.accountName(account), text(month));
        return receipt(subject, Choice.ofAccount(account, month));
    }

    /** All jobs of all accounts, none of them by its name. */
    public Receipt ofService(@Nullable YearMonth month) {
        Subject subject = new Subject(Subject.Kind.SERVICE, null, "all work of this service", text(month));
        return receipt(subject, Choice.ofAll(month)).withoutItems();
    }

    private Receipt receipt(Subject subject, Choice choice) {
        Instant now = clock.instant();
        Map<IntensityView, Long> nodes = new HashMap<>();
        queries.nodesByZone().forEach((zone, count) -> nodes.merge(intensities.of(zone), count, Long::sum));
        Extent extent = queries.extent(choice, now);
        Set<@Nullable String> zones = new HashSet<>(extent.zones());
        nodes.keySet().forEach(place -> zones.add(place.zone()));
        Instant earliest = extent.earliest();
        Instant latest = extent.latest();
        // A comparison looks at no later hours: a job's leases come after its submission, one after the other.
        RealisedHours hours = earliest == null || latest == null
                ? realised.between(now, now, zones)
                : realised.between(earliest, latest.plus(Duration.ofHours(1)), zones);
        Tally tally = new Tally(subject, hours, new AverageNode(nodes, hours), now);
        queries.each(choice, tally::add);
        return tally.receipt();
    }

    private static @Nullable String text(@Nullable YearMonth month) {
        return month == null ? null : month.toString();
    }
}
