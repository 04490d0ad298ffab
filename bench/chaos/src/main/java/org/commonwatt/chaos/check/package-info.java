/** What must hold at the end, read from nothing but the database, the store and the journal of acknowledged requests. */
@NullMarked
package org.commonwatt.chaos.check;

import org.jspecify.annotations.NullMarked;
