package org.commonwatt.api.lease;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.ScheduledTask;

import org.commonwatt.api.Http;
import org.commonwatt.api.TestClock;
import org.commonwatt.api.TestDatabase;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.Scope;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.api.placement.Placements;
import org.commonwatt.api.registry.TestDatasets;
import org.commonwatt.api.schedule.Schedule;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.MetricSeries;
import org.commonwatt.protocol.node.Capability;

/**
 * A whole service whose clock stands still, with nothing in it but a submitter's account and the dataset that jobs of tests
 * use. One service serves all lease tests of a JVM; each test begins with {@link #empty()}.
 */
public final class LeaseWorld {

    /** Replaces this service's clock. No {@code @Configuration}: a scan would find that and stop every service's clock. */
    static class StandingClock {
        @Bean
        @Primary
        Clock standingClock() {
            return CLOCK;
        }
    }

    /** Sweeps and fetches come only when a test asks, and waiting nodes look again only when they are called. */
    private static final String[] QUIET = {
        "commonwatt.lease.sweep-every=10h",
        "commonwatt.lease.outage-after=11h",
        "commonwatt.lease.look-again=10m",
        "commonwatt.carbon.order=csv",
        "commonwatt.carbon.look-every=10h"
    };

    private static final Instant START = Instant.parse("2026-06-01T12:00:00Z");

    private static final TestClock CLOCK = new TestClock(START);
    private static final TestService SERVICE = start();

    private static TestService start() {
        Path folder = TestService.newFolder();
        List<String> properties = new ArrayList<>(List.of(QUIET));
        properties.add("commonwatt.carbon.csv.file=" + GreenDay.file(folder, START));
        TestService service = TestService.start(
                TestDatabase.newDatabase(), folder, List.of(StandingClock.class), properties.toArray(String[]::new));
        // Work that may wait calls for a round at once, besides the one that a test asks for; claims pass over the jobs
        // that it holds locked. And what looks at nodes and leases now and then would stand in the way of emptying the
        // tables.
        service.beans(Schedule.class).forEach(Schedule::stop);
        service.bean(ScheduledAnnotationBeanPostProcessor.class)
                .getScheduledTasks()
                .forEach(ScheduledTask::cancel);
        return service;
    }

    public final TestService service = SERVICE;
    public final Http anyone = Http.to(SERVICE);
    final UUID submitterId;
    public final Http submitter;
    public final String donorKey;

    private LeaseWorld() {
        submitterId = TestAccounts.make(SERVICE).id();
        submitter = anyone.as(TestAccounts.key(SERVICE, submitterId, EnumSet.of(Scope.SUBMIT)));
        donorKey = TestAccounts.make(SERVICE).key();
        TestDatasets.publishPoints(submitter);
    }

    /** A world without nodes, jobs and leases, at the same moment for every test. */
    public static LeaseWorld empty() {
        SERVICE.bean(JdbcClient.class)
                .sql(
                        "truncate account, artifact, service_heartbeat, lease, attempt, zone_congestion, job_decision, intensity_hour,"
                                + " intensity_forecast, intensity_zone, intensity_source cascade")
                .update();
        CLOCK.set(START);
        SERVICE.bean(Placements.class).outdated();
        return new LeaseWorld();
    }

    /** A machine of the donor, who is somebody else than the submitter. */
    Holder node(String name) {
        return node(name, Machine.laptop(null));
    }

    Holder node(String name, Capability capability) {
        return new Holder(Machine.join(anyone, donorKey, name, capability), capability);
    }

    UUID submit() {
        return TestJobs.submit(submitter).id();
    }

    JobView job(UUID id) {
        return submitter.get("/api/v1/jobs/" + id).as(JobView.class);
    }

    void cancel(UUID id) {
        Http.Answer answer = submitter.put("/api/v1/jobs/" + id + "/cancellation");
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
    }

    List<MetricSeries> metrics(UUID jobId) {
        return submitter
                .get("/api/v1/jobs/" + jobId + "/metrics")
                .as(MetricSeries.Set.class)
                .series();
    }

    void passes(Duration time) {
        CLOCK.advance(time);
        SERVICE.bean(Placements.class).outdated();
    }

    public void goTo(Instant moment) {
        CLOCK.set(moment);
        SERVICE.bean(Placements.class).outdated();
    }

    /** Makes and applies the decisions about time that are due. */
    public void decide() {
        SERVICE.bean(GreenRounds.class).round();
    }

    public Instant now() {
        return CLOCK.instant();
    }

    void sweep() {
        SERVICE.bean(Sweeper.class).sweep();
    }

    /** The clock stands while the service sweeps for longer than an outage is told after. */
    void sweepForAMoment() {
        for (int sweep = 0; sweep < 8; sweep++) {
            sweep();
        }
    }

    void execute(String sql) {
        SERVICE.bean(JdbcClient.class).sql(sql).update();
    }

    long count(String sql, Object... parameters) {
        return SERVICE.bean(JdbcClient.class)
                .sql(sql)
                .params(List.of(parameters))
                .query(Long.class)
                .single();
    }
}
