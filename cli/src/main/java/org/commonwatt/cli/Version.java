package org.commonwatt.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        @Nullable String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"commonwatt " + (version == null ? "(unpacked)" : version) + ", Java " + Runtime.version()
        };
    }
}
