package org.commonwatt.api.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;

/** The statements on datasets. */
@Repository
class RegistryQueries {

    private static final String SELECT =
            "select id, manifest, manifest_sha256, bytes, published_at from dataset_version ";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RegistryQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Whether it was stored; not so when the account has that name and version already. */
    boolean insert(PublishedDataset dataset, UUID accountId) {
        DatasetManifest manifest = dataset.manifest();
        boolean inserted = jdbc.sql("""
                                insert into dataset_version
                                    (id, account_id, name, version, manifest, manifest_sha256, bytes, published_at)
                                values (:id, :account, :name, :version, :manifest::jsonb, :sha256, :bytes, :now)
                                on conflict (account_id, name, version) do nothing
                                """)
                        .param("id", dataset.id())
                        .param("account", accountId)
                        .param("name", manifest.name())
                        .param("version", manifest.version())
                        .param("manifest", json.writeValueAsString(DatasetManifests.toJson(manifest)))
                        .param("sha256", dataset.sha256().bytes())
                        .param("bytes", dataset.bytes())
                        .param("now", dataset.publishedAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
        if (inserted) {
            dataset.files().forEach(file -> insertFile(dataset.id(), file));
        }
        return inserted;
    }

    private void insertFile(UUID datasetId, Sha256 file) {
        jdbc.sql("insert into dataset_file (dataset_id, sha256) values (:dataset, :sha256)")
                .param("dataset", datasetId)
                .param("sha256", file.bytes())
                .update();
    }

    Optional<PublishedDataset> named(UUID accountId, String name, int version) {
        return jdbc.sql(SELECT + "where account_id = :account and name = :name and version = :version")
                .param("account", accountId)
                .param("name", name)
                .param("version", version)
                .query((row, n) -> dataset(row))
                .optional();
    }

    Optional<PublishedDataset> hashed(UUID accountId, Sha256 manifest) {
        return jdbc.sql(SELECT + "where account_id = :account and manifest_sha256 = :sha256")
                .param("account", accountId)
                .param("sha256", manifest.bytes())
                .query((row, n) -> dataset(row))
                .optional();
    }

    List<PublishedDataset> all(UUID accountId) {
        return jdbc.sql(SELECT + "where account_id = :account order by name, version desc")
                .param("account", accountId)
                .query((row, n) -> dataset(row))
                .list();
    }

    private PublishedDataset dataset(ResultSet row) throws SQLException {
        try {
            return new PublishedDataset(
                    row.getObject("id", UUID.class),
                    DatasetManifests.fromJson(json.readTree(row.getString("manifest"))),
                    Sha256.of(row.getBytes("manifest_sha256")),
                    row.getLong("bytes"),
                    row.getTimestamp("published_at").toInstant());
        } catch (Rejected e) {
            throw new IllegalStateException("a stored manifest can't be read", e);
        }
    }
}
