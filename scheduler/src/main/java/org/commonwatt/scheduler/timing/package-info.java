/**
 * When a task runs: green windows, with pause and resume. One decision looks at the hours ahead in one or several zones and
 * at what the task's owner allows, and says whether to run now or until when to wait, and why.
 */
@NullMarked
package org.commonwatt.scheduler.timing;

import org.jspecify.annotations.NullMarked;
