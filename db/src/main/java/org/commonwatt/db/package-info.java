/** The schema's migrations, its time partitions, and an embedded PostgreSQL for machines without a server. */
@NullMarked
package org.commonwatt.db;

import org.jspecify.annotations.NullMarked;
