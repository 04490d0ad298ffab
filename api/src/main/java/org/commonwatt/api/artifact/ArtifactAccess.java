package org.commonwatt.api.artifact;

import org.commonwatt.api.account.Caller;

/** Grants access to artifacts beyond an account's own. All beans of this type are asked; one yes is enough. */
public interface ArtifactAccess {

    /** Whether the caller may read this artifact. */
    boolean mayRead(Caller caller, Sha256 artifact);

    /** Whether the caller may upload at this moment. */
    boolean mayWrite(Caller caller);
}
