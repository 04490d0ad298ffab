package org.commonwatt.api.registry;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.protocol.dataset.DatasetView;
import org.commonwatt.protocol.spec.DatasetRef;

import static org.assertj.core.api.Assertions.assertThat;

class DatasetTest {

    private static final String DATASETS = "/api/v1/datasets";

    private final TestService service = TestService.shared();
    private final TestAccounts.TestAccount account = TestAccounts.make(service);
    private final Http http = Http.to(service).as(account.key());
    private final String train = TestDatasets.upload(http, "x,y,label\n1,2,low\n");
    private final String heldOut = TestDatasets.upload(http, "x,y,label\n3,4,high\n");

    @Test
    void aPublishedVersionIsFoundByNameAndByHash() {
        Answer answer = publish(TestDatasets.manifest(1, train, heldOut));

        DatasetView view = answer.as(DatasetView.class);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(DATASETS + "/points/1");
        assertThat(http.get(DATASETS + "/points/1").as(DatasetView.class)).isEqualTo(view);
        Datasets datasets = service.bean(Datasets.class);
        UUID named =
                datasets.require(DatasetRef.parse("points@1"), account.id()).id();
        assertThat(datasets.require(DatasetRef.parse("sha256:" + view.sha256()), account.id())
                        .id())
                .isEqualTo(named);
    }

    @Test
    void publishingTheSameAgainIsHarmless() {
        publish(TestDatasets.manifest(1, train, heldOut));

        assertThat(publish("# the same\n" + TestDatasets.manifest(1, train, heldOut))
                        .status())
                .isEqualTo(200);
        assertThat(http.get(DATASETS).as(DatasetView.Page.class).items()).hasSize(1);
    }

    @Test
    void aPublishedVersionNeverChanges() {
        publish(TestDatasets.manifest(1, train, heldOut));

        assertThat(publish(TestDatasets.manifest(1, heldOut, train)).problemName())
                .isEqualTo("state-conflict");
        assertThat(publish(TestDatasets.manifest(2, heldOut, train)).status()).isEqualTo(201);
    }

    @Test
    void filesThatWereNotUploadedByTheAccountAreNamed() {
        Http other = Http.to(service).as(TestAccounts.make(service).key());

        Answer answer = other.postText(DATASETS, "application/yaml", TestDatasets.manifest(1, train, heldOut));

        assertThat(answer.problemName()).isEqualTo("spec-rejected");
        assertThat(answer.problem().violations())
                .extracting(violation -> violation.pointer())
                .containsExactlyInAnyOrder("/splits/train/files/0", "/splits/heldOut/files/0");
    }

    @Test
    void aWrongSizeIsNamed() {
        assertThat(publish(TestDatasets.manifest(1, train.replaceAll("size: .*", "size: 1"), heldOut))
                        .problem()
                        .detail())
                .contains("/splits/train/files/0");
    }

    @Test
    void aManifestWithoutHashesIsNotForPublishing() {
        assertThat(publish(TestDatasets.manifest(1, "size: 1", heldOut)).problemName())
                .isEqualTo("spec-rejected");
    }

    @Test
    void anotherAccountsDatasetsAreNotSeenAndItsNamesAreFree() {
        publish(TestDatasets.manifest(1, train, heldOut));
        Http other = Http.to(service).as(TestAccounts.make(service).key());

        assertThat(other.get(DATASETS).as(DatasetView.Page.class).items()).isEmpty();
        assertThat(other.get(DATASETS + "/points/1").problemName()).isEqualTo("not-found");
        TestDatasets.publishPoints(other);
        assertThat(other.get(DATASETS).as(DatasetView.Page.class).items()).hasSize(1);
    }

    private Answer publish(String manifest) {
        return http.postText(DATASETS, "application/yaml", manifest);
    }
}
