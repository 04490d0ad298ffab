package org.commonwatt.api.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.carbon.RealisedHours;
import org.commonwatt.api.carbon.RealisedIntensities;
import org.commonwatt.api.carbon.ZoneForecast;
import org.commonwatt.api.job.TimelineQueries.Attempt;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.Timeline;
import org.commonwatt.protocol.job.Timeline.Hour;
import org.commonwatt.protocol.job.Timeline.Span;
import org.commonwatt.protocol.job.Timeline.ZoneCurve;
import org.commonwatt.protocol.job.TimingView;

/** Where jobs were and why, beside the intensity of the electricity there. */
@Component
public class Timelines {

    private static final Duration HOUR = Duration.ofHours(1);

    /** Hours that a zone's curve shows at most: the last of a longer job, and the next ones of a longer plan. */
    private static final int MOST_HOURS = 31 * 24;

    private final JobViews views;
    private final JobQueries submissions;
    private final TimelineQueries queries;
    private final Intensities intensities;
    private final RealisedIntensities realised;
    private final Clock clock;

    Timelines(
            JobViews views,
            JobQueries submissions,
            TimelineQueries queries,
            Intensities intensities,
            RealisedIntensities realised,
            Clock clock) {
        this.views = views;
        this.submissions = submissions;
        this.queries = queries;
        this.intensities = intensities;
        this.realised = realised;
        this.clock = clock;
    }

    /** The timeline of a job of the account. */
    public Optional<Timeline> of(UUID accountId, UUID jobId) {
        return views.find(accountId, jobId).map(this::timeline);
    }

    private Timeline timeline(JobView job) {
        Instant now = clock.instant();
        Instant to = job.finishedAt() == null ? now : job.finishedAt();
        LocalDate day = submissions.dayOf(job.id());
        List<Span> spans =
                Spans.of(queries.entries(day, job.id()), attempts(job, now), queries.decisions(day, job.id()));
        return new Timeline(job.createdAt(), to, spans, curves(job.createdAt(), shownUntil(to, spans), spans, now));
    }

    /** The leases with the intensity as it was, where that is known by now. */
    private List<Attempt> attempts(JobView job, Instant now) {
        List<Attempt> attempts = queries.attempts(job.id());
        RealisedHours known = realised.between(
                job.createdAt(),
                now,
                attempts.stream().map(Attempt::zone).filter(Objects::nonNull).toList());
        return attempts.stream()
                .map(attempt -> {
                    Instant until = attempt.until() == null ? now : attempt.until();
                    return attempt.at(
                            known.mean(attempt.zone(), attempt.from(), until, attempt.gramsPerKwh(), attempt.source())
                                    .gramsPerKwh());
                })
                .toList();
    }

    /** An open job's plan is shown to its end. */
    private static Instant shownUntil(Instant to, List<Span> spans) {
        TimingView plan = spans.isEmpty() || spans.getLast().to() != null
                ? null
                : spans.getLast().timing();
        return plan == null
                ? to
                : Stream.of(to, plan.window().to(), plan.endsAt())
                        .max(Instant::compareTo)
                        .orElse(to);
    }

    private List<ZoneCurve> curves(Instant from, Instant to, List<Span> spans, Instant now) {
        TreeSet<String> zones = new TreeSet<>();
        spans.stream().map(Span::zone).filter(Objects::nonNull).forEach(zones::add);
        Instant first = from.truncatedTo(ChronoUnit.HOURS);
        Instant thisHour = now.truncatedTo(ChronoUnit.HOURS);
        Instant last = earlier(to.truncatedTo(ChronoUnit.HOURS), thisHour.plus(HOUR.multipliedBy(MOST_HOURS - 1)));
        Instant earliest = last.minus(HOUR.multipliedBy(MOST_HOURS - 1));
        Instant begin = first.isBefore(earliest) ? earliest : first;
        RealisedHours known = realised.between(begin, last.plus(HOUR), zones);
        List<ZoneCurve> curves = new ArrayList<>();
        for (String zone : zones) {
            int ahead = Math.clamp(Duration.between(thisHour, last).toHours() + 1, 1, MOST_HOURS);
            ZoneForecast forecast = intensities.forecast(TimingView.WORLD.equals(zone) ? null : zone, ahead);
            List<Hour> hours = new ArrayList<>();
            for (Instant hour = begin; !hour.isAfter(last); hour = hour.plus(HOUR)) {
                hours.add(hour(zone, hour, known, forecast));
            }
            curves.add(new ZoneCurve(zone, source(zone, begin, now, known, forecast), hours));
        }
        return curves;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Hour hour(String zone, Instant hour, RealisedHours known, ZoneForecast forecast) {
        long ahead = Duration.between(forecast.from(), hour).toHours();
        double expected = ahead >= 0 && ahead < forecast.hourly().size()
                ? forecast.hourly().get((int) ahead)
                : forecast.mean();
        RealisedHours.Mean mean = known.mean(zone, hour, hour.plus(HOUR), expected, forecast.source());
        return new Hour(hour, mean.gramsPerKwh(), mean.realisedShare() < 1);
    }

    private static String source(String zone, Instant from, Instant now, RealisedHours known, ZoneForecast forecast) {
        return known.mean(zone, from, now, forecast.mean(), forecast.source()).source();
    }
}
