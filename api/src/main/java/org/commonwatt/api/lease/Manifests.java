package org.commonwatt.api.lease;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;

/** Manifests of datasets. What is published never changes, so those used lately are kept. */
@Component
class Manifests {

    private static final int KEPT = 200;

    private final GrantQueries queries;
    private final Map<UUID, DatasetManifest> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, DatasetManifest> eldest) {
            return size() > KEPT;
        }
    };

    Manifests(GrantQueries queries) {
        this.queries = queries;
    }

    DatasetManifest of(UUID datasetId) {
        synchronized (kept) {
            DatasetManifest known = kept.get(datasetId);
            if (known != null) {
                return known;
            }
        }
        DatasetManifest read = read(queries.manifest(datasetId));
        synchronized (kept) {
            kept.put(datasetId, read);
        }
        return read;
    }

    private static DatasetManifest read(String json) {
        try {
            return DatasetManifests.fromJson(Json.mapper().readTree(json));
        } catch (Rejected e) {
            throw new IllegalStateException("a manifest that was published is not readable any more", e);
        }
    }
}
