package org.commonwatt.api.artifact;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.api.TestClock;
import org.commonwatt.api.account.Caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is taken away, and when. */
class CollectorTest {

    private static final Duration KEPT = Duration.ofHours(1);

    private static final String DATABASE = Replica.newDatabase();

    private final TestClock clock = new TestClock(Instant.parse("2026-06-01T12:00:00Z"));

    @TempDir
    Path folder;

    private Replica replica;
    private Caller person;

    @BeforeEach
    void begin() {
        replica = Replica.on(DATABASE, folder, clock, KEPT);
        replica.jdbc()
                .sql("truncate account, artifact, artifact_garbage cascade")
                .update();
        person = replica.person();
    }

    @AfterEach
    void close() {
        replica.close();
    }

    @Test
    void bytesThatNothingRefersToGoOnceNobodyAskedForThemInAWhile() {
        Sha256 name = put(Bytes.random(100, 1));
        clock.advance(KEPT.minusSeconds(1));
        replica.collector().collect();
        assertThat(replica.artifacts().read(person, name)).isPresent();

        // Being told that they are here is a reason to count on them.
        assertThat(replica.uploads().begin(person, name, 100).complete()).isTrue();
        clock.advance(KEPT.minusSeconds(1));
        replica.collector().collect();
        assertThat(replica.artifacts().read(person, name)).isPresent();

        clock.advance(Duration.ofSeconds(2));
        replica.collector().collect();
        assertThat(replica.artifacts().read(person, name)).isEmpty();
        assertThat(Bytes.files(folder)).isEmpty();
        assertThat(put(Bytes.random(100, 1))).isEqualTo(name);
        assertThat(replica.artifacts().read(person, name)).isPresent();
    }

    @Test
    void bytesThatSomethingRefersToStay() {
        Sha256 name = put(Bytes.random(100, 2));
        refer(name);

        clock.advance(Duration.ofDays(1000));
        replica.collector().collect();

        assertThat(replica.artifacts().read(person, name)).isPresent();
        replica.jdbc().sql("delete from dataset_file").update();
        replica.collector().collect();
        assertThat(Bytes.files(folder)).isEmpty();
    }

    @Test
    void everyTableThatRefersToArtifactsIsLookedAt() {
        List<String> tables = replica.jdbc().sql("""
                        select conrelid::regclass::text from pg_constraint
                        where contype = 'f' and confrelid = 'artifact'::regclass order by 1
                        """).query(String.class).list();

        // The first two go with the artifact; the others are named in CollectionQueries.UNWANTED.
        assertThat(tables)
                .containsExactlyInAnyOrder(
                        "artifact_owner", "artifact_upload", "checkpoint", "dataset_file", "job", "job_state");
    }

    @Test
    void anUploadForWhichNothingComesIsForgottenWithItsParts() {
        byte[] bytes = Bytes.random(1000, 3);
        Sha256 name = Bytes.name(bytes);
        replica.uploads().begin(person, name, 1000);
        replica.uploads().append(person, name, 0, Bytes.cutAfter(400, bytes));
        clock.advance(Replica.UNFINISHED_FOR);
        replica.collector().collect();
        assertThat(replica.uploads().look(person, name).offset()).isEqualTo(400);

        clock.advance(Duration.ofSeconds(1));
        replica.collector().collect();

        assertThat(replica.count("select count(*) from upload")).isZero();
        assertThat(Bytes.files(folder)).isEmpty();
        assertThat(replica.uploads().begin(person, name, 1000).offset()).isZero();
    }

    @Test
    void whatAKilledReplicaLeftInTheStoreIsFoundAndTakenAway() throws Exception {
        byte[] kept = Bytes.random(100, 4);
        byte[] orphan = Bytes.random(100, 5);
        put(kept);
        Path lost = Bytes.path(folder, Bytes.name(orphan));
        Files.createDirectories(lost.getParent());
        Files.write(lost, orphan);
        Files.write(folder.resolve("uploads").resolve(UUID.randomUUID().toString()), orphan);
        for (Path file : Bytes.files(folder)) {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(Duration.ofHours(2))));
        }

        replica.collector().look();
        replica.collector().collect();

        assertThat(Bytes.files(folder)).containsExactly(Bytes.path(folder, Bytes.name(kept)));
        assertThat(replica.count("select count(*) from artifact_garbage")).isZero();
    }

    @Test
    void anUploadWhoseReplicaWasKilledBeforeItsEndIsFinishedByAnother() throws Exception {
        byte[] bytes = Bytes.random(1000, 6);
        Sha256 name = Bytes.name(bytes);
        replica.uploads().begin(person, name, 1000);
        replica.uploads().append(person, name, 0, Bytes.cutAfter(600, bytes));
        // The second request's bytes are noted, and its replica is gone before it puts them together.
        UUID writer = UUID.randomUUID();
        UploadQueries.Open upload = replica.uploadQueries()
                .takeOver(person, name, 600, writer, clock.instant().plus(KEPT))
                .orElseThrow();
        replica.store().writePart(writer, new ByteArrayInputStream(bytes, 600, 400), 400, length -> {});
        assertThat(replica.uploadQueries()
                        .reached(upload, writer, 400, clock.instant().plus(KEPT)))
                .isTrue();

        try (Replica another = Replica.on(DATABASE, folder, clock, KEPT)) {
            assertThat(another.uploads().begin(person, name, 1000).offset()).isEqualTo(1000);
            assertThat(another.uploads()
                            .append(person, name, 1000, Bytes.stream(new byte[0]))
                            .complete())
                    .isTrue();
            assertThat(another.artifacts().require(name).getContentAsByteArray())
                    .isEqualTo(bytes);
        }
        assertThat(Bytes.files(folder)).containsExactly(Bytes.path(folder, name));
    }

    @Test
    void anUploadWhosePartsAreLostBeginsAnew() {
        byte[] bytes = Bytes.random(1000, 7);
        Sha256 name = Bytes.name(bytes);
        replica.uploads().begin(person, name, 1000);
        replica.uploads().append(person, name, 0, Bytes.cutAfter(600, bytes));
        replica.store().parts().forEach(replica.store()::removePart);

        byte[] rest = Arrays.copyOfRange(bytes, 600, 1000);
        assertThatThrownBy(() -> replica.uploads().append(person, name, 600, Bytes.stream(rest)))
                .isInstanceOfSatisfying(
                        WrongOffset.class, wrong -> assertThat(wrong.headers()).containsEntry("Upload-Offset", "0"));

        assertThat(replica.uploads().begin(person, name, 1000).offset()).isZero();
        assertThat(replica.uploads()
                        .append(person, name, 0, Bytes.stream(bytes))
                        .complete())
                .isTrue();
    }

    @Test
    void nobodyBeginsMoreUploadsThanOneMay() {
        for (int i = 0; i < 3; i++) {
            replica.uploads().begin(person, Bytes.name(new byte[] {(byte) i}), 1);
        }

        assertThatThrownBy(() -> replica.uploads().begin(person, Bytes.name(new byte[] {9}), 1))
                .isInstanceOf(TooManyUploads.class);
        assertThat(replica.uploads()
                        .begin(person, Bytes.name(new byte[] {2}), 1)
                        .offset())
                .isZero();
        replica.uploads().giveUp(person, Bytes.name(new byte[] {0}));
        replica.uploads().begin(person, Bytes.name(new byte[] {9}), 1);
    }

    private Sha256 put(byte[] bytes) {
        Sha256 name = Bytes.name(bytes);
        replica.artifacts().upload(person, name, Bytes.stream(bytes));
        return name;
    }

    private void refer(Sha256 name) {
        UUID dataset = UUID.randomUUID();
        replica.jdbc()
                .sql("""
                        insert into dataset_version
                            (id, account_id, name, version, manifest, manifest_sha256, bytes, published_at)
                        values (:id, :account, 'd', 1, '{}', :sha256, 0, now())
                        """)
                .param("id", dataset)
                .param("account", person.accountId())
                .param("sha256", name.bytes())
                .update();
        replica.jdbc()
                .sql("insert into dataset_file (dataset_id, sha256) values (:dataset, :sha256)")
                .param("dataset", dataset)
                .param("sha256", name.bytes())
                .update();
    }
}
