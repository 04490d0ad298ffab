package org.commonwatt.api.artifact;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.Forbidden;
import org.commonwatt.api.artifact.ArtifactStore.Part;
import org.commonwatt.api.artifact.ArtifactStore.PartsLost;
import org.commonwatt.api.artifact.ArtifactStore.Staged;
import org.commonwatt.api.artifact.ArtifactStore.Written;
import org.commonwatt.api.artifact.Publication.Outcome;
import org.commonwatt.api.artifact.UploadQueries.Open;
import org.commonwatt.api.problem.BodyTooLarge;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.artifact.UploadView;

/**
 * Uploads that go on after a cut, as in the tus protocol: begun with hash and size, asked for their offset, and sent on
 * from there, to any replica. How far one has come stands in the database alone.
 *
 * <p>Each request with bytes writes a part of its own and becomes the upload's <em>writer</em> by it. Every note of how far
 * it came is guarded by that, so that a request whose sender is long gone, and which still reads what the network held back,
 * can't disturb the one that took over.
 */
@Component
public class Uploads {

    private final ArtifactStore store;
    private final UploadQueries queries;
    private final Publication publication;
    private final StoredArtifacts artifacts;
    private final ArtifactSettings settings;
    private final Clock clock;

    Uploads(
            ArtifactStore store,
            UploadQueries queries,
            Publication publication,
            StoredArtifacts artifacts,
            ArtifactSettings settings,
            Clock clock) {
        this.store = store;
        this.queries = queries;
        this.publication = publication;
        this.artifacts = artifacts;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Begins an upload, or finds the one that the caller began before. Bytes that are here already and that the caller may
     * read need not be sent: the upload is complete at once.
     *
     * @throws BodyTooLarge when there are more bytes than one artifact may have
     * @throws StorageFull when there is no room for them
     * @throws TooManyUploads when the caller has begun as many as one may
     */
    public UploadView begin(Caller caller, Sha256 name, long size) {
        requireMayWrite(caller);
        Optional<UploadView> known = known(caller, name);
        if (known.isPresent()) {
            return known.get();
        }
        if (size > artifacts.maxSize()) {
            throw new BodyTooLarge(artifacts.maxSize());
        }
        Optional<Open> before = queries.find(caller, name);
        before.filter(upload -> upload.size() != size).ifPresent(other -> giveUp(caller, name));
        if (before.isEmpty()) {
            requireRoom(caller, name, size);
        }
        return view(queries.begin(caller, name, size, clock.instant(), expiry()));
    }

    /**
     * How far an upload of the caller's has come.
     *
     * @throws NotFound when there is none
     */
    public UploadView look(Caller caller, Sha256 name) {
        return queries.find(caller, name)
                .map(Uploads::view)
                .or(() -> known(caller, name))
                .orElseThrow(() -> new NotFound("upload of artifact " + name));
    }

    /**
     * Takes the next bytes of an upload, which may break off, and finishes it once all are here. One that was finished
     * before is answered as complete.
     *
     * @param offset where the bytes belong; the offset that the upload has reached
     * @throws WrongOffset when the upload goes on elsewhere
     * @throws BodyTooLarge when there are more bytes than were announced
     * @throws HashMismatch when all bytes are here and hash to something else; the upload is gone then
     * @throws StorageFull when there is no room for them
     * @throws NotFound when there is no such upload
     */
    public UploadView append(Caller caller, Sha256 name, long offset, InputStream bytes) {
        requireMayWrite(caller);
        UUID writer = UUID.randomUUID();
        Open upload = queries.takeOver(caller, name, offset, writer, expiry()).orElse(null);
        if (upload == null) {
            return queries.find(caller, name)
                    .<UploadView>map(there -> {
                        throw new WrongOffset(offset, there.received());
                    })
                    .or(() -> known(caller, name))
                    .orElseThrow(() -> new NotFound("upload of artifact " + name));
        }
        Written written = write(upload, writer, bytes);
        long received = offset + written.length();
        if (received < upload.size()) {
            return view(upload.at(received));
        }
        return finish(caller, upload, new Part(writer, written.length()), written.hash());
    }

    /** Forgets an upload with all that has arrived of it. */
    public void giveUp(Caller caller, Sha256 name) {
        queries.remove(caller, name).forEach(store::removePart);
    }

    private Written write(Open upload, UUID writer, InputStream bytes) {
        long[] kept = {0};
        try {
            Written written = store.writePart(writer, bytes, upload.size() - upload.received(), length -> {
                note(upload, writer, length);
                kept[0] = length;
            });
            note(upload, writer, written.length());
            kept[0] = written.length();
            return written;
        } finally {
            if (kept[0] == 0) {
                store.removePart(writer);
            }
        }
    }

    private void note(Open upload, UUID writer, long length) {
        if (!queries.reached(upload, writer, length, expiry())) {
            long right = queries.received(upload.id()).orElse(0L);
            throw new WrongOffset(upload.received() + length, right);
        }
    }

    private UploadView finish(Caller caller, Open upload, Part last, Sha256 lastHash) {
        List<Part> parts = queries.parts(upload.id());
        try (Staged staged = last.length() == upload.size() && last.length() > 0 && lastHash.equals(upload.name())
                ? store.whole(last, lastHash)
                : store.assemble(upload.name(), parts)) {
            Outcome outcome =
                    publication.publish(caller, staged, () -> queries.removeWrittenBy(last.name(), upload.id()));
            if (outcome == Outcome.REFUSED) {
                return look(caller, upload.name());
            }
        } catch (HashMismatch wrong) {
            discard(upload, last.name(), parts);
            throw wrong;
        } catch (PartsLost lost) {
            discard(upload, last.name(), parts);
            throw new WrongOffset(upload.received(), 0);
        }
        parts.forEach(part -> store.removePart(part.name()));
        return complete(upload.name(), upload.size());
    }

    /** Unless another writer took over: then what there is, is its business. */
    private void discard(Open upload, UUID writer, List<Part> parts) {
        if (queries.removeWrittenBy(writer, upload.id())) {
            parts.forEach(part -> store.removePart(part.name()));
        }
    }

    private Optional<UploadView> known(Caller caller, Sha256 name) {
        boolean mayHaveIt = artifacts.mayRead(caller, name)
                || caller.nodeId() != null && artifacts.uploadedBy(name, caller.nodeId());
        return mayHaveIt && publication.claim(caller, name)
                ? artifacts.size(name).stream()
                        .mapToObj(size -> complete(name, size))
                        .findFirst()
                : Optional.empty();
    }

    private void requireMayWrite(Caller caller) {
        if (!artifacts.mayWrite(caller)) {
            throw Forbidden.noUploadNow();
        }
    }

    private void requireRoom(Caller caller, Sha256 name, long size) {
        if (queries.unfinishedOthers(caller, name) >= settings.mostUnfinished()) {
            throw new TooManyUploads(settings.mostUnfinished());
        }
        if (store.room() < size) {
            throw new StorageFull();
        }
    }

    private Instant expiry() {
        return clock.instant().plus(settings.unfinishedFor());
    }

    private static UploadView view(Open upload) {
        return new UploadView(upload.name().toString(), upload.size(), upload.received(), false, upload.expiresAt());
    }

    private static UploadView complete(Sha256 name, long size) {
        return new UploadView(name.toString(), size, size, true, null);
    }
}
