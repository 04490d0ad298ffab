package org.commonwatt.api.lease;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.fleet.Fleet;
import org.commonwatt.api.job.RunRecords;
import org.commonwatt.api.lease.LeaseQueries.Accepted;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.Renewal;
import org.commonwatt.protocol.lease.Renewal.Held;
import org.commonwatt.protocol.lease.Renewal.Renewed;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.protocol.node.Capability;

/** What holders say while they work: "still here", and what the run did. */
@Component
public class Holders {

    private static final int MOST_LEASES = 1000;

    private final LeaseQueries leases;
    private final Revivals revivals;
    private final RunRecords records;
    private final Fleet fleet;
    private final LeaseSettings settings;
    private final Clock clock;

    Holders(
            LeaseQueries leases,
            Revivals revivals,
            RunRecords records,
            Fleet fleet,
            LeaseSettings settings,
            Clock clock) {
        this.leases = leases;
        this.revivals = revivals;
        this.records = records;
        this.fleet = fleet;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Renews all leases of a node that it still holds, reviving those that lapsed; the others are told to be stale. Each step is
     * a transaction of its own: a revival takes its job's lock first, and may not wait for that with leases in its hands.
     */
    public Renewal.Answer renew(UUID nodeId, Renewal renewal) {
        List<Held> held = renewal.leases();
        if (held.size() > MOST_LEASES) {
            throw new ReportUnusable("more than " + MOST_LEASES + " leases at once");
        }
        held.forEach(lease -> Messages.step(lease.step()));
        seen(nodeId, renewal.capability());
        if (held.isEmpty()) {
            // From a node that its owner keeps from work: only that it is there.
            return new Renewal.Answer(List.of());
        }
        Instant now = clock.instant();
        Instant until = now.plus(settings.time());
        Map<UUID, Renewed> renewed = new LinkedHashMap<>();
        leases.renew(nodeId, held, now, until).forEach(lease -> renewed.put(lease.id(), lease));
        List<Held> back = held.stream()
                .filter(lease -> !renewed.containsKey(lease.id()))
                .filter(lease -> revivals.revive(new LeaseRef(lease.id(), lease.epoch(), nodeId)))
                .toList();
        if (!back.isEmpty()) {
            leases.renew(nodeId, back, now, until).forEach(lease -> renewed.put(lease.id(), lease));
        }
        return new Renewal.Answer(held.stream()
                .map(lease ->
                        renewed.getOrDefault(lease.id(), new Renewed(lease.id(), lease.epoch(), null, Directive.STALE)))
                .toList());
    }

    /**
     * Stores a report once, however often it comes. Of a run that is to stop only the energy is kept.
     *
     * @throws LeaseStale when the lease is not the node's any more
     * @throws ReportUnusable when the report holds something that can't be
     */
    @AgainAfterDeadlock
    @Transactional
    public Report.Answer report(LeaseRef lease, Report report) {
        Messages.check(report);
        long step = report.progress() == null ? 0 : report.progress().step();
        Instant now = clock.instant();
        Accepted accepted = revivals.guarded(
                lease, () -> leases.accept(lease, report.sequence(), step, now, now.plus(settings.time())));
        if (accepted.fresh()) {
            leases.energy(lease.id(), report.energy());
            if (accepted.directive() != Directive.CANCEL) {
                records.append(accepted.work().jobId(), lease.epoch(), report);
            }
        }
        return new Report.Answer(accepted.directive());
    }

    private void seen(UUID nodeId, @Nullable Capability capability) {
        if (capability == null) {
            fleet.seen(nodeId);
        } else {
            fleet.seen(nodeId, capability);
        }
    }
}
