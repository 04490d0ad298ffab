package org.commonwatt.api.artifact;

import java.util.Map;

import org.commonwatt.api.problem.ProblemType;
import org.commonwatt.api.problem.Refusal;
import org.commonwatt.protocol.artifact.UploadView;

/** Bytes of an upload were sent for another place than the one where it goes on. Nothing of them was taken. */
public final class WrongOffset extends Refusal {

    private static final long serialVersionUID = 1L;

    private final long right;

    WrongOffset(long sent, long right) {
        super(
                ProblemType.WRONG_OFFSET,
                "The bytes begin at offset " + sent + ", but the upload goes on at offset " + right
                        + ". Send it from there.");
        this.right = right;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(UploadView.OFFSET_HEADER, Long.toString(right));
    }
}
