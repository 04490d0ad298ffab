/** The database at start and by day: embedded or a server's, migrations, time partitions. */
@ApplicationModule(allowedDependencies = {"folder"})
@NullMarked
package org.commonwatt.api.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
