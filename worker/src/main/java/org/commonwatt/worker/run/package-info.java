/** One lease's run: its folder, its trainer process in a sandbox, what it says, and how it ends. */
@NullMarked
package org.commonwatt.worker.run;

import org.jspecify.annotations.NullMarked;
