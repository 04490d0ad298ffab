/** What the machine's owner lends, and when: the file of limits, the three wishes, and whether work may go on now. */
@NullMarked
package org.commonwatt.worker.limits;

import org.jspecify.annotations.NullMarked;
